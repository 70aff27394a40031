namespace Etl.Datasets.Generation;

/// <summary>One row's part in the file.</summary>
/// <param name="Index">0-based index of the record.</param>
/// <param name="Kind">What the row is planted for.</param>
/// <param name="Identity">The person who is written; keys are unique per identity.</param>
/// <param name="SourceIndex">0-based index of the record that a duplicate repeats; -1 for none.</param>
readonly record struct RowPlan(long Index, RowKind Kind, long Identity, long SourceIndex)
{
    public bool IsDuplicate => Kind is RowKind.DuplicateByEmail or RowKind.DuplicateByPhone;

    public bool IsRejected => Kind >= RowKind.InvalidByte;
}

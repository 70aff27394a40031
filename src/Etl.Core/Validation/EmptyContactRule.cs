using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Core.Schema;

namespace Etl.Core.Validation;

/// <summary>
/// Rejects records that are nobody: no name, company, e-mail, phone or external id is left after normalization
/// (<c>EMPTY_CONTACT</c>). A layout that maps none of these fields says nothing about who a record is, and is not judged.
/// </summary>
public sealed class EmptyContactRule : IRowRule
{
    BatchLayout? layout;
    int[] columns = [];

    /// <summary>True when the layout maps a field that says who a record is, so that its records can be judged.</summary>
    public static bool CanJudge(BatchLayout layout) => IdentityColumns(layout).Length > 0;

    /// <inheritdoc/>
    public void Apply(RecordBatch batch)
    {
        if (!ReferenceEquals(layout, batch.Layout))
        {
            layout = batch.Layout;
            columns = IdentityColumns(layout);
        }
        if (columns.Length == 0)
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row) && IsEmpty(batch, row))
            {
                batch.Reject(row, RejectStage.Validate, -1, Codes.EmptyContact);
            }
        }
    }

    bool IsEmpty(RecordBatch batch, int row)
    {
        foreach (var column in columns)
        {
            if (!batch.Cell(row, column).IsEmpty)
            {
                return false;
            }
        }
        return true;
    }

    static int[] IdentityColumns(BatchLayout layout) =>
        [.. Enumerable.Range(0, layout.Columns.Count).Where(column => IsIdentity(layout.Columns[column].Field))];

    static bool IsIdentity(ContactField? field) =>
        field is not null
        && (
            field.Kind is FieldKind.Email or FieldKind.Phone
            || field.Name is "external_id" or "company"
            || (field.Kind == FieldKind.Name && field.Name is not ("name_prefix" or "name_suffix"))
        );
}

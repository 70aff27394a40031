using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>What a bad value in an optional field costs: the value, with a counted warning; or the record, under <c>--strict</c>.</summary>
/// <param name="Strict">True to reject the record.</param>
public readonly record struct BadValues(bool Strict)
{
    /// <summary>Applies the policy to one cell.</summary>
    public void Handle(RecordBatch batch, int row, int column, Code code)
    {
        if (Strict)
        {
            batch.Reject(row, RejectStage.Normalize, column, code);
            return;
        }
        batch.Count(code, column);
        batch.SetCell(row, column, new FieldSpan(0, 0));
    }
}

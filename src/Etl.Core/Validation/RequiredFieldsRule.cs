using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Core.Schema;

namespace Etl.Core.Validation;

/// <summary>
/// Rejects records in which a field named by <c>--require</c> has no value after normalization (<c>FIELD_REQUIRED</c>, once
/// per record, for the first such field in the order named). A field that no column feeds is missing in every record.
/// </summary>
public sealed class RequiredFieldsRule(IReadOnlyList<ContactField> fields) : IRowRule
{
    readonly string[] messages = [.. fields.Select(field => $"The required field \"{field.Name}\" has no value.")];
    readonly int[] columns = new int[fields.Count];
    BatchLayout? layout;

    /// <inheritdoc/>
    public void Apply(RecordBatch batch)
    {
        if (!ReferenceEquals(layout, batch.Layout))
        {
            layout = batch.Layout;
            for (var index = 0; index < columns.Length; index++)
            {
                columns[index] = layout.ColumnOf(fields[index]);
            }
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                Judge(batch, row);
            }
        }
    }

    void Judge(RecordBatch batch, int row)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            var column = columns[index];
            if (column < 0 || batch.Cell(row, column).IsEmpty)
            {
                batch.Reject(row, RejectStage.Validate, column, Codes.FieldRequired, messages[index]);
                return;
            }
        }
    }
}

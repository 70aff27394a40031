using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Jobs.Inspection;

/// <summary>Keeps the first records with what became of them, and counts the others.</summary>
sealed class PreviewSink(int rowsMax, IReadOnlyList<string> fields) : ISink
{
    const int ValueLengthMax = 200;
    const string Valid = "valid";
    const string Duplicate = "duplicate";

    readonly List<PreviewRow> rows = [];

    /// <summary>Records that were written, which is when it is known of each what it is.</summary>
    long writtenCount;

    /// <summary>The first records.</summary>
    public IReadOnlyList<PreviewRow> Rows => rows;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => null;

    /// <summary>Keeps the first records, as an ordered step: those that wait for the search for duplicates have their values now only.</summary>
    public void Show(RecordBatch batch)
    {
        for (var row = 0; row < batch.RowCount && rows.Count < rowsMax; row++)
        {
            rows.Add(Describe(batch, row));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        for (var row = 0; row < batch.RowCount; row++, writtenCount++)
        {
            if (writtenCount < rows.Count && batch.Outcomes[row] == RowOutcome.DuplicateInFile)
            {
                rows[(int)writtenCount] = rows[(int)writtenCount] with { Outcome = Duplicate };
            }
            if (batch.IsPending(row))
            {
                batch.Outcomes[row] = RowOutcome.Inserted;
            }
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    PreviewRow Describe(RecordBatch batch, int row)
    {
        var columns = fields.Select(batch.Layout.ColumnOf).ToList();
        var outcome = batch.Outcomes[row] switch
        {
            RowOutcome.Pending => Valid,
            RowOutcome.Rejected => "rejected",
            RowOutcome.Filtered => "filtered",
            _ => Duplicate,
        };
        var code = batch.Rejects.FirstOrDefault(reject => reject.Row == row).Code?.Name;
        return new PreviewRow(
            batch.FirstRecordNumber + row,
            outcome,
            outcome == "rejected" ? code : null,
            [.. columns.Select(column => Text(batch, row, column))],
            [.. columns.Select(column => column >= 0 && batch.IsChanged(batch.Cell(row, column)))]
        );
    }

    static string Text(RecordBatch batch, int row, int column)
    {
        if (column < 0)
        {
            return "";
        }
        var text = Encoding.UTF8.GetString(batch.Value(row, column)).ReplaceLineEndings("⏎");
        return text.Length <= ValueLengthMax ? text : text[..ValueLengthMax] + "…";
    }
}

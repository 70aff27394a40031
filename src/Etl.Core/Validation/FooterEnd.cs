using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;

namespace Etl.Core.Validation;

/// <summary>
/// Rejects the last line of a report's footer, the company's name, which only the line above tells from a contact. An ordered step, because that line may be in the batch before.
/// </summary>
public sealed class FooterEnd
{
    int inputIndex = -1;
    bool isBehindMaker;

    /// <summary>Looks at the rows of the next batch.</summary>
    public void Run(RecordBatch batch)
    {
        isBehindMaker &= batch.Block.InputIndex == inputIndex;
        inputIndex = batch.Block.InputIndex;
        if (batch.RowCount == 0)
        {
            return;
        }
        if (isBehindMaker)
        {
            RejectName(batch, 0);
        }
        // Rows that were rejected here have another text, so the list may grow while it is read.
        for (var index = 0; index < batch.Rejects.Count; index++)
        {
            if (batch.Rejects[index] is var reject && reject.Code == Codes.RowFooter && IsMaker(batch, reject.Row))
            {
                RejectName(batch, reject.Row + 1);
            }
        }
        isBehindMaker = IsMaker(batch, batch.RowCount - 1) && !batch.IsPending(batch.RowCount - 1);
    }

    static void RejectName(RecordBatch batch, int row)
    {
        if (row < batch.RowCount && batch.IsPending(row) && IsOneField(Line(batch, row)))
        {
            batch.Reject(row, RejectStage.Validate, -1, Codes.RowFooter);
        }
    }

    static bool IsMaker(RecordBatch batch, int row) => ReportFooter.IsMaker(Line(batch, row).Trim((byte)'"'));

    /// <summary>The line as it stood, without its end and the delimiters of empty cells at its end.</summary>
    static ReadOnlySpan<byte> Line(RecordBatch batch, int row)
    {
        var place = batch.Rows[row];
        return batch.Block.Buffer.AsSpan(place.Offset, place.Length).TrimEnd("\r\n,;\t"u8);
    }

    static bool IsOneField(ReadOnlySpan<byte> line) =>
        line is [(byte)'"', .., (byte)'"'] ? !line[1..^1].Contains((byte)'"') : !line.ContainsAny(",;\t\""u8);
}

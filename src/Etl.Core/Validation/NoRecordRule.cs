using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Core.Validation;

/// <summary>
/// Rejects lines that are no records: the header once more, in files that were joined (<c>HEADER_REPEATED</c>), and what stands below a report (<c>ROW_FOOTER</c>). It looks at
/// values as they are in the input, so it runs first.
/// </summary>
/// <param name="mapped">The layout that says which columns the input has.</param>
public sealed class NoRecordRule(BatchLayout mapped) : IRowRule
{
    /// <summary>Most filled cells of a line below a report.</summary>
    const int CellsOfFooter = 2;

    readonly byte[][] headers =
    [
        .. mapped
            .Columns.TakeWhile(column => column.SourceIndex >= 0)
            .Select(column => column.IsUnnamed ? [] : Encoding.UTF8.GetBytes(column.Header.Trim())),
    ];

    // Of the first header; a line feed, which no trimmed header starts with, where it has none.
    readonly byte firstLetter = mapped.Columns is [{ SourceIndex: >= 0, IsUnnamed: false } first, ..]
        ? Encoding.UTF8.GetBytes(first.Header.Trim()).AsSpan() is [var letter, ..]
            ? letter
            : (byte)'\n'
        : (byte)'\n';

    /// <inheritdoc/>
    public void Apply(RecordBatch batch)
    {
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cells = batch.Cells.Slice(row * batch.ColumnCount, headers.Length);
            if (LooksLikeRecord(buffer, cells))
            {
                continue;
            }
            var first = NextFilled(cells, 0);
            if (first == cells.Length || !batch.IsPending(row))
            {
                continue;
            }
            if (IsHeader(batch, cells, first))
            {
                Reject(batch, row, Codes.HeaderRepeated);
            }
            else if (IsFooter(batch, cells, first))
            {
                Reject(batch, row, Codes.RowFooter);
            }
        }
    }

    // Three filled cells are no footer, and another first letter than the header's is no header. What nearly every line is told by, without a branch.
    bool LooksLikeRecord(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells)
    {
        if (cells.Length < CellsOfFooter + 1)
        {
            return false;
        }
        var letter = buffer[cells[0].Offset];
        return (cells[0].Length != 0)
            & (cells[1].Length != 0)
            & (cells[2].Length != 0)
            & (letter != ' ')
            & (letter != firstLetter);
    }

    static int NextFilled(ReadOnlySpan<FieldSpan> cells, int column)
    {
        while (column < cells.Length && cells[column].IsEmpty)
        {
            column++;
        }
        return column;
    }

    static bool IsFooter(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int first)
    {
        var second = NextFilled(cells, first + 1);
        return (second == cells.Length || NextFilled(cells, second + 1) == cells.Length)
            && ReportFooter.Is(batch.Value(cells[first]), second == cells.Length ? [] : batch.Value(cells[second]));
    }

    // A person may be called Name, so one cell is no proof.
    bool IsHeader(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int first)
    {
        var count = 0;
        for (var column = first; column < cells.Length; column = NextFilled(cells, column + 1))
        {
            if (!IsName(batch.Value(cells[column]).Trim((byte)' '), headers[column]))
            {
                return false;
            }
            count++;
        }
        return count > 1;
    }

    // Names that the input has twice are numbered.
    static bool IsName(ReadOnlySpan<byte> value, ReadOnlySpan<byte> header) =>
        header.StartsWith(value)
        && (
            value.Length == header.Length
            || (
                value.Length > 0
                && header[value.Length..] is [(byte)' ', (byte)'(', >= (byte)'2' and <= (byte)'9', .., (byte)')']
            )
        );

    /// <summary>Its cells are emptied, so that nothing is said of their values; the rejects file has the line as it stood.</summary>
    static void Reject(RecordBatch batch, int row, Code code)
    {
        batch.Reject(row, RejectStage.Validate, -1, code);
        for (var column = 0; column < batch.ColumnCount; column++)
        {
            batch.SetCell(row, column, default);
        }
    }
}

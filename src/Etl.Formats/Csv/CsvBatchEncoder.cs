using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>Writes the pending rows of a batch as whole lines, so that the sink only has to copy them.</summary>
sealed class CsvBatchEncoder(CsvSinkOptions options) : IBatchEncoder
{
    readonly CsvQuoting quoting = new(options.Syntax);
    readonly byte[] delimiter = options.Syntax.Delimiter;
    readonly byte[] lineEnd = options.LineEnd.ToArray();
    readonly UnmappedValues? unmapped = options.CountsUnmapped ? new() : null;
    readonly bool guards = options.Guards;
    readonly int[] columns = new int[options.Columns.Count];
    readonly int[] guardCounts = new int[options.Columns.Count];
    BatchLayout? layout;
    byte[] guarded = new byte[256];

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        Resolve(batch.Layout);
        var output = batch.Encoded;
        var cells = batch.Cells;
        var width = batch.ColumnCount;
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                var rowCells = cells.Slice(row * width, width);
                var destination = output.GetSpan(LengthMax(rowCells));
                output.Advance(EncodeRow(buffer, rowCells, destination));
            }
            output.EndRow();
        }
        unmapped?.Count(batch);
        for (var index = 0; index < columns.Length; index++)
        {
            batch.Count(Codes.FormulaGuarded, columns[index], guardCounts[index]);
        }
        if (guards && batch.Explanations is not null)
        {
            ExplainGuards(batch);
        }
    }

    void Resolve(BatchLayout next)
    {
        Array.Clear(guardCounts);
        if (ReferenceEquals(layout, next))
        {
            return;
        }
        layout = next;
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = options.Columns[index].In(next);
        }
    }

    /// <summary>Each value doubled, in quotes, with a guard; delimiters; the line end.</summary>
    int LengthMax(ReadOnlySpan<FieldSpan> cells)
    {
        var length = 0;
        foreach (var column in columns)
        {
            length += column < 0 ? 0 : cells[column].Length;
        }
        return CsvQuoting.MaxLength(length) + (columns.Length * (4 + delimiter.Length)) + lineEnd.Length;
    }

    int EncodeRow(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells, Span<byte> destination)
    {
        var written = 0;
        for (var index = 0; index < columns.Length; index++)
        {
            if (index > 0)
            {
                delimiter.CopyTo(destination[written..]);
                written += delimiter.Length;
            }
            var cell = columns[index] < 0 ? default : cells[columns[index]];
            if (
                !guards
                && IsBesideNext(cells, index)
                && TryCopyRun(buffer, cells, index, destination[written..], out var last, out var length)
            )
            {
                written += length;
                index = last;
            }
            else if (!cell.IsEmpty)
            {
                written += EncodeValue(buffer.Slice(cell.Offset, cell.Length), index, destination[written..]);
            }
        }
        lineEnd.CopyTo(destination[written..]);
        return written + lineEnd.Length;
    }

    int EncodeValue(ReadOnlySpan<byte> value, int index, Span<byte> destination)
    {
        if (guards && FormulaGuard.IsNeeded(value))
        {
            value = Guard(value);
            guardCounts[index]++;
        }
        return quoting.Write(value, destination);
    }

    /// <summary>True when a run may start here; cells that come from a database never stand like that.</summary>
    bool IsBesideNext(ReadOnlySpan<FieldSpan> cells, int index) =>
        index + 1 < columns.Length
        && columns[index] >= 0
        && columns[index + 1] == columns[index] + 1
        && cells[columns[index + 1]].Offset == cells[columns[index]].End + 1;

    /// <summary>
    /// Copies a run of cells that nobody changed, delimiters included, in one go. Cells that stand one byte apart in the block,
    /// with the output's own delimiter between them, were neither quoted nor changed, so their bytes are their encoding already,
    /// unless one holds a quote as text: then the run is written value by value.
    /// </summary>
    bool TryCopyRun(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        int first,
        Span<byte> destination,
        out int last,
        out int length
    )
    {
        last = first;
        length = 0;
        if (delimiter.Length != 1)
        {
            return false;
        }
        var start = cells[columns[first]].Offset;
        var end = cells[columns[first]].End;
        while (last + 1 < columns.Length && columns[last + 1] == columns[last] + 1)
        {
            var next = cells[columns[last + 1]];
            if (next.Offset != end + 1 || buffer[end] != delimiter[0])
            {
                break;
            }
            end = next.End;
            last++;
        }
        var run = buffer[start..end];
        if (last == first || run.Contains(options.Syntax.Quote))
        {
            last = first;
            return false;
        }
        run.CopyTo(destination);
        length = run.Length;
        return true;
    }

    void ExplainGuards(RecordBatch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            foreach (var column in columns)
            {
                if (column < 0 || !batch.IsPending(row) || !FormulaGuard.IsNeeded(batch.Value(row, column)))
                {
                    continue;
                }
                var cell = batch.Cell(row, column);
                var room = batch.RentScratch(cell.Length + 1);
                var after = batch.KeepScratch(FormulaGuard.Add(batch.Value(cell), room));
                batch.Explanations!.Add(row, column, Codes.FormulaGuarded, cell, after);
            }
        }
    }

    ReadOnlySpan<byte> Guard(ReadOnlySpan<byte> value)
    {
        if (guarded.Length <= value.Length)
        {
            guarded = new byte[2 * (value.Length + 1)];
        }
        return guarded.AsSpan(0, FormulaGuard.Add(value, guarded));
    }
}

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
    readonly CsvRowWriter writer = new(options.Syntax);
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
        return writer.MaxLength(length + (2 * columns.Length), columns.Length) + lineEnd.Length + CsvRowWriter.Room;
    }

    int EncodeRow(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells, Span<byte> destination)
    {
        var written = guards
            ? WriteGuarded(buffer, cells, destination)
            : writer.Write(buffer, cells, columns, destination);
        lineEnd.CopyTo(destination[written..]);
        return written + lineEnd.Length;
    }

    int WriteGuarded(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells, Span<byte> destination)
    {
        var written = 0;
        for (var index = 0; index < columns.Length; index++)
        {
            if (index > 0)
            {
                delimiter.CopyTo(destination[written..]);
                written += delimiter.Length;
            }
            if (columns[index] >= 0)
            {
                var cell = cells[columns[index]];
                written += WriteGuarded(buffer.Slice(cell.Offset, cell.Length), index, destination[written..]);
            }
        }
        return written;
    }

    int WriteGuarded(ReadOnlySpan<byte> value, int index, Span<byte> destination)
    {
        if (FormulaGuard.IsNeeded(value))
        {
            value = Guard(value);
            guardCounts[index]++;
        }
        return quoting.Write(value, destination);
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

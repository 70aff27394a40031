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
    /// <summary>Cleaned rows may be an eighth longer than their originals; where they are longer yet, the buffer grows.</summary>
    const int SpareShare = 8;

    readonly CsvRowWriter writer = new(options.Syntax);
    readonly byte[] lineEnd = options.LineEnd.ToArray();
    readonly UnmappedValues? unmapped = options.CountsUnmapped ? new() : null;
    readonly bool guards = options.Guards;
    readonly int[] columns = new int[options.Columns.Count];
    readonly FieldSpan[] fields = new FieldSpan[options.Columns.Count];
    readonly int[] guardCounts = new int[options.Columns.Count];
    BatchLayout? layout;

    // True when the fields are the first cells of a row, in their order.
    bool isInOrder;
    byte[] guarded = new byte[256];

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        Resolve(batch.Layout);
        var output = batch.Encoded;
        output.Expect(batch.Block.Length + (batch.Block.Length / SpareShare), batch.RowCount);
        var cells = batch.Cells;
        var width = batch.ColumnCount;
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                EncodeRow(buffer, FieldsOf(cells.Slice(row * width, width)), output);
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
        isInOrder = columns.AsSpan().SequenceEqual(Enumerable.Range(0, columns.Length).ToArray());
    }

    ReadOnlySpan<FieldSpan> FieldsOf(ReadOnlySpan<FieldSpan> cells)
    {
        if (isInOrder)
        {
            return cells[..columns.Length];
        }
        for (var index = 0; index < columns.Length; index++)
        {
            fields[index] = columns[index] < 0 ? default : cells[columns[index]];
        }
        return fields;
    }

    void EncodeRow(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> row, EncodedRows output)
    {
        if (guards)
        {
            EncodeGuarded(buffer, row, output);
        }
        else if (
            !TryEncode(buffer, row, output, CsvRowWriter.UsualLength(row.Length))
            && !TryEncode(buffer, row, output, LengthMax(row))
        )
        {
            throw new InvalidOperationException(
                $"A row of {row.Length} cells takes more than the most that it can take."
            );
        }
    }

    /// <summary>Encodes a row in that many bytes; false when they do not suffice.</summary>
    bool TryEncode(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> row, EncodedRows output, int room)
    {
        var destination = output.GetSpan(room + lineEnd.Length);
        if (!writer.TryWrite(buffer, row, destination[..^lineEnd.Length], out var length))
        {
            return false;
        }
        lineEnd.CopyTo(destination[length..]);
        output.Advance(length + lineEnd.Length);
        return true;
    }

    /// <summary>Each value doubled, in quotes, with a guard; delimiters.</summary>
    int LengthMax(ReadOnlySpan<FieldSpan> row)
    {
        var length = 2 * row.Length;
        foreach (var cell in row)
        {
            length += cell.Length;
        }
        return writer.MaxLength(length, row.Length);
    }

    void EncodeGuarded(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> row, EncodedRows output)
    {
        var destination = output.GetSpan(LengthMax(row) + lineEnd.Length);
        var written = 0;
        for (var index = 0; index < row.Length; index++)
        {
            var value = Guarded(buffer.Slice(row[index].Offset, row[index].Length), index);
            written += writer.WriteField(value, isFirst: index == 0, destination[written..]);
        }
        lineEnd.CopyTo(destination[written..]);
        output.Advance(written + lineEnd.Length);
    }

    ReadOnlySpan<byte> Guarded(ReadOnlySpan<byte> value, int index)
    {
        if (!FormulaGuard.IsNeeded(value))
        {
            return value;
        }
        guardCounts[index]++;
        if (guarded.Length <= value.Length)
        {
            guarded = new byte[2 * (value.Length + 1)];
        }
        return guarded.AsSpan(0, FormulaGuard.Add(value, guarded));
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
}

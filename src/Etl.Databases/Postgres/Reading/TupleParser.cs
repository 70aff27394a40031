using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Makes cells of the tuples of a binary COPY. Text stays where it is; other values are written as text into the batch's scratch
/// space; null is an empty cell. A record with bytes that are not UTF-8, which a database without an encoding may hold, is rejected.
/// </summary>
sealed class TupleParser : IBlockParser
{
    readonly CellFormat[] formats;

    /// <summary>True when every value comes as the text that it is.</summary>
    readonly bool isAllText;

    public TupleParser(IEnumerable<ReadColumn> columns)
    {
        formats = [.. columns.Select(column => column.Format)];
        isAllText = Array.TrueForAll(formats, format => format == CellFormat.Text);
    }

    /// <inheritdoc/>
    public void Parse(RecordBatch batch)
    {
        for (var offset = 0; offset < batch.Block.Length; )
        {
            var cells = batch.AddRows(1, out var originals);
            cells[formats.Length..].Clear();
            var isValid = ParseRow(batch, offset + TupleCutter.CountBytes, cells[..formats.Length], out var end);
            originals[0] = new RowSpan(offset, end - offset);
            if (!isValid)
            {
                batch.Reject(batch.RowCount - 1, RejectStage.Parse, -1, Codes.InvalidByte);
            }
            offset = end;
        }
        batch.EndOriginals();
    }

    bool ParseRow(RecordBatch batch, int offset, Span<FieldSpan> cells, out int end)
    {
        // The room is rented first: renting may move the buffer that the values lie in.
        var scratch = isAllText ? default : batch.RentScratch(ScratchMax(batch.Block.Bytes[offset..]));
        var scratchStart = batch.KeepScratch(0).Offset;
        var bytes = batch.Block.Bytes;
        var (isValid, used) = (true, 0);
        for (var column = 0; column < cells.Length; column++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]);
            offset += TupleCutter.LengthBytes;
            if (length <= 0)
            {
                cells[column] = default;
                continue;
            }
            var value = bytes.Slice(offset, length);
            if (formats[column] == CellFormat.Text)
            {
                cells[column] = new FieldSpan(offset, length);
                isValid &= Utf8Text.IsValid(value);
            }
            else
            {
                var written = CellText.Write(formats[column], value, scratch[used..]);
                isValid &= formats[column] != CellFormat.TextArray || Utf8Text.IsValid(scratch.Slice(used, written));
                cells[column] = new FieldSpan(scratchStart + used, written);
                used += written;
            }
            offset += length;
        }
        batch.KeepScratch(used);
        end = offset;
        return isValid;
    }

    /// <summary>Scratch space that the row which begins with these fields takes at most.</summary>
    int ScratchMax(ReadOnlySpan<byte> fields)
    {
        var room = 0;
        foreach (var format in formats)
        {
            var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(fields));
            fields = fields[(TupleCutter.LengthBytes + length)..];
            room += format == CellFormat.Text ? 0 : CellText.LengthMax(format, length);
        }
        return room;
    }
}

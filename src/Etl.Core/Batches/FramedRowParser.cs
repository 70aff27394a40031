using System.Buffers.Binary;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Core.Batches;

/// <summary>Reads the rows that <see cref="FramedRows"/> wrote. A record with bytes that are not UTF-8 is rejected.</summary>
public sealed class FramedRowParser : IBlockParser
{
    /// <inheritdoc/>
    public void Parse(RecordBatch batch)
    {
        var columnCount = batch.Layout.SourceColumnCount;
        for (var offset = 0; offset < batch.Block.Length; )
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(batch.Block.Bytes[offset..]) + FramedRows.LengthBytes;
            var cells = batch.AddRow(new RowSpan(offset, length));
            cells[columnCount..].Clear();
            if (!ParseCells(batch.Block.Bytes, offset + FramedRows.LengthBytes, cells[..columnCount]))
            {
                batch.Reject(batch.RowCount - 1, RejectStage.Parse, -1, Codes.InvalidByte);
            }
            offset += length;
        }
    }

    static bool ParseCells(ReadOnlySpan<byte> block, int offset, Span<FieldSpan> cells)
    {
        var isValid = true;
        foreach (ref var cell in cells)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(block[offset..]);
            cell = new FieldSpan(offset + FramedRows.LengthBytes, length);
            isValid &= Utf8Text.IsValid(block.Slice(cell.Offset, length));
            offset = cell.End;
        }
        return isValid;
    }
}

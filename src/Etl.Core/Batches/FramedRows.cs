using System.Buffers.Binary;

namespace Etl.Core.Batches;

/// <summary>
/// Writes rows of known cells into a <see cref="RowBlock"/>, for sources that get cells instead of text (databases). A row
/// is its length, then each cell as length and bytes; all lengths are 32-bit little-endian. There is nothing to escape, so
/// a value survives byte for byte, and <see cref="FramedRowParser"/> copies nothing.
/// </summary>
public sealed class FramedRows
{
    /// <summary>Bytes of one length.</summary>
    public const int LengthBytes = sizeof(int);

    readonly RowBlock block;
    int rowStart;
    int end;

    /// <summary>Starts an empty block.</summary>
    public FramedRows(RowBlock block)
    {
        this.block = block;
        block.Length = 0;
    }

    /// <summary>Starts a row.</summary>
    public void BeginRow()
    {
        rowStart = block.Length;
        end = rowStart + LengthBytes;
        block.EnsureCapacity(end, rowStart);
    }

    /// <summary>Adds the next cell of the row.</summary>
    public void AddCell(ReadOnlySpan<byte> value)
    {
        var cellStart = end;
        end = checked(cellStart + LengthBytes + value.Length);
        block.EnsureCapacity(end, cellStart);
        BinaryPrimitives.WriteInt32LittleEndian(block.Buffer.AsSpan(cellStart), value.Length);
        value.CopyTo(block.Buffer.AsSpan(cellStart + LengthBytes));
    }

    /// <summary>Ends the row; before that it is not part of the block.</summary>
    public void EndRow()
    {
        BinaryPrimitives.WriteInt32LittleEndian(block.Buffer.AsSpan(rowStart), end - rowStart - LengthBytes);
        block.Length = end;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>
/// Writes the cells of a row as delimited fields: what <see cref="CsvQuoting"/> writes of each, with delimiters between.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Most cells are short and need no quotes, and how long they are cannot be foretold. So cells of up to 64 bytes are copied in whole registers, whatever
/// they hold, each with a delimiter behind; only one with a quote behind it, which most likely had quotes where it came from, is written by itself.
/// Then the bytes that were written are looked at 64 at a time and those are counted that a field without quotes may not hold. There must be as many as
/// delimiters were written; else the cell that needs quotes is looked for, written again, and copying goes on behind it.
/// </para>
/// <para>So neither that guess nor a byte that was counted without need changes what is written.</para>
/// </remarks>
public sealed class CsvRowWriter(CsvSyntax syntax)
{
    const int ChunkLength = 64;
    const int PieceLength = 32;

    readonly CsvQuoting quoting = new(syntax);
    readonly byte[] delimiter = syntax.Delimiter;
    readonly byte quote = syntax.Quote;
    readonly bool isVectorizable = syntax.IsVectorizable && Vector256.IsHardwareAccelerated;

    /// <summary>Most bytes that are written for so many cells of so many bytes together.</summary>
    public int MaxLength(int cellsLength, int cellCount) =>
        checked(CsvQuoting.MaxLength(cellsLength) + (cellCount * (2 + delimiter.Length)));

    /// <summary>Bytes of a destination in which nearly every row of so many cells can be written, and at full speed.</summary>
    public static int UsualLength(int cellCount) => ((cellCount + 2) * (ChunkLength + 1)) + ChunkLength;

    /// <summary>Writes a row, without a line end; false when the destination is too short for it.</summary>
    /// <param name="buffer">The bytes that the cells point into.</param>
    /// <param name="cells">The cells in the order of the fields.</param>
    /// <param name="destination">
    /// <see cref="UsualLength"/> bytes, or <see cref="MaxLength"/> to be sure. All of it may be overwritten. Does not overlap the buffer.
    /// </param>
    /// <param name="length">Length of the row in bytes.</param>
    public bool TryWrite(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        Span<byte> destination,
        out int length
    )
    {
        if (!isVectorizable)
        {
            return TryWriteSingly(buffer, cells, destination, out length);
        }
        return Vector512.IsHardwareAccelerated
            ? TryWrite<Chunk512>(buffer, cells, destination, out length)
            : TryWrite<Chunk256>(buffer, cells, destination, out length);
    }

    /// <summary>Writes one field, with a delimiter in front unless it is a row's first one; returns the length in bytes of both.</summary>
    /// <param name="value">The value. It must not overlap the destination.</param>
    /// <param name="isFirst">True for the first field of a row.</param>
    /// <param name="destination">See <see cref="CsvQuoting.Write(ReadOnlySpan{byte}, Span{byte})"/>; the delimiter comes on top of it.</param>
    public int WriteField(ReadOnlySpan<byte> value, bool isFirst, Span<byte> destination)
    {
        if (isFirst)
        {
            return quoting.Write(value, destination);
        }
        delimiter.CopyTo(destination);
        return delimiter.Length + quoting.Write(value, destination[delimiter.Length..]);
    }

    /// <summary>One value after the other: the specification.</summary>
    internal bool TryWriteSingly(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        Span<byte> destination,
        out int length
    )
    {
        length = 0;
        for (var index = 0; index < cells.Length; index++)
        {
            var value = buffer.Slice(cells[index].Offset, cells[index].Length);
            if (destination.Length - length < CsvQuoting.MaxLength(value.Length) + delimiter.Length)
            {
                return false;
            }
            length += WriteField(value, isFirst: index == 0, destination[length..]);
        }
        return true;
    }

    /// <summary>The same for a delimiter of one byte and doubled quotes.</summary>
    internal bool TryWrite<TChunk>(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        Span<byte> destination,
        out int length
    )
        where TChunk : struct, IChunk<TChunk>
    {
        var next = 0;
        for (var written = 0; ; )
        {
            var (first, start) = (next, written);
            next = Copy(buffer, cells, first, destination, ref written);
            if (next > first && CountMarks<TChunk>(destination, start, written) != next - first)
            {
                next = FirstQuoted(buffer, cells[..next], first, start, ref written);
            }
            if (next == cells.Length)
            {
                length = Math.Max(0, written - 1);
                return true;
            }
            var value = buffer.Slice(cells[next].Offset, cells[next].Length);
            next++;
            if (destination.Length - written < CsvQuoting.MaxLength(value.Length) + 1)
            {
                length = 0;
                return false;
            }
            written += quoting.Write(value, destination[written..]);
            destination[written++] = delimiter[0];
        }
    }

    /// <summary>Copies cells with a delimiter behind each, up to one that is long, near an end, or had quotes; returns which one that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Copy(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        int first,
        Span<byte> destination,
        ref int written
    )
    {
        ref var source = ref MemoryMarshal.GetReference(buffer);
        ref var target = ref MemoryMarshal.GetReference(destination);
        ref var cellTable = ref MemoryMarshal.GetReference(cells);
        var (between, quote) = (delimiter[0], this.quote);
        // From so many places a chunk and the byte behind it can be read.
        var readable = (nuint)(uint)Math.Max(0, buffer.Length - ChunkLength);
        // For so many cells there is room, with a chunk behind them.
        var room = (destination.Length - written - ChunkLength) / (ChunkLength + 1);
        var stop = (nuint)(uint)Math.Max(first, Math.Min(cells.Length, first + room));
        var (index, end) = ((nuint)(uint)first, (nuint)(uint)written);
        for (; index < stop; index++)
        {
            var cell = Unsafe.Add(ref cellTable, index);
            var offset = (nuint)(uint)cell.Offset;
            var length = (nuint)(uint)cell.Length;
            if (offset >= readable)
            {
                break;
            }
            Vector256.LoadUnsafe(in source, offset).StoreUnsafe(ref target, end);
            if (length > PieceLength)
            {
                if (length > ChunkLength)
                {
                    break;
                }
                Vector256.LoadUnsafe(in source, offset + PieceLength).StoreUnsafe(ref target, end + PieceLength);
            }
            if (Unsafe.Add(ref source, offset + length) == quote)
            {
                break;
            }
            end += length;
            Unsafe.Add(ref target, end++) = between;
        }
        written = (int)end;
        return (int)index;
    }

    /// <summary>How many bytes of cells and delimiters behind them only a field with quotes may hold, or more when there is a cell that ends with a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int CountMarks<TChunk>(Span<byte> row, int start, int end)
        where TChunk : struct, IChunk<TChunk>
    {
        // What lies behind the last chunk's part of it means nothing then.
        ref var bytes = ref MemoryMarshal.GetReference(row);
        default(TChunk).Store(ref Unsafe.Add(ref bytes, end));
        var (between, quote) = (delimiter[0], this.quote);
        // A row or a part of one begins as behind a delimiter.
        var (specialBefore, blanksBefore) = (ulong.MaxValue, 0UL);
        var (trailing, count) = (0UL, 0);
        for (; start < end; start += ChunkLength)
        {
            var chunk = TChunk.Load(in Unsafe.Add(ref bytes, start));
            var special = chunk.EqualAny(between, quote, (byte)'\n', (byte)'\r', (byte)'\t');
            var blanks = chunk.Equal((byte)' ');
            count += BitOperations.PopCount(special | (blanks & ((special << 1) | (specialBefore >> 63))));
            trailing |= special & ((blanks << 1) | (blanksBefore >> 63));
            (specialBefore, blanksBefore) = (special, blanks);
        }
        return trailing == 0 ? count : int.MaxValue;
    }

    /// <summary>Finds the first cell that needs quotes, and where it was written; the end when there is none.</summary>
    int FirstQuoted(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> cells, int first, int start, ref int written)
    {
        for (var index = first; index < cells.Length; index++)
        {
            if (quoting.NeedsQuotes(buffer.Slice(cells[index].Offset, cells[index].Length)))
            {
                written = start;
                return index;
            }
            start += cells[index].Length + 1;
        }
        return cells.Length;
    }
}

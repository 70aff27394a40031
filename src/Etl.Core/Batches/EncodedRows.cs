using System.Runtime.CompilerServices;

namespace Etl.Core.Batches;

/// <summary>
/// The rows of a batch in the sink's own bytes, made by its encoder inside the worker so that the one ordered writer only
/// copies. Row <c>i</c> is <c>[End(i − 1), End(i))</c>; rows that were already rejected are empty.
/// </summary>
public sealed class EncodedRows
{
    byte[] buffer = [];
    int[] ends = [];

    /// <summary>Bytes used.</summary>
    public int Length { get; private set; }

    /// <summary>Rows encoded.</summary>
    public int RowCount { get; private set; }

    /// <summary>True when the encoder left out the last columns of the sink, which are empty in all rows. Default: false.</summary>
    public bool IsWithoutTail { get; set; }

    /// <summary>True when the rows are not encoded, because the sink does it when it knows which of them it needs. Default: false.</summary>
    public bool IsLate { get; set; }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Length);

    /// <summary>All bytes, for what is written while others work.</summary>
    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    /// <summary>The bytes of one row.</summary>
    public ReadOnlySpan<byte> Row(int row) => Range(row, row + 1);

    /// <summary>The bytes of the rows <c>[first, end)</c>.</summary>
    public ReadOnlySpan<byte> Range(int first, int end)
    {
        var start = first == 0 ? 0 : ends[first - 1];
        return buffer.AsSpan(start, (end == 0 ? 0 : ends[end - 1]) - start);
    }

    /// <summary>The bytes of the row that has not been ended yet, to fill in what was left open.</summary>
    public Span<byte> OpenRow
    {
        get
        {
            var start = RowCount == 0 ? 0 : ends[RowCount - 1];
            return buffer.AsSpan(start, Length - start);
        }
    }

    /// <summary>Free space of at least <paramref name="lengthMax"/> bytes; nothing is taken until <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int lengthMax)
    {
        if (buffer.Length - Length < lengthMax)
        {
            GrowBytes(lengthMax);
        }
        return buffer.AsSpan(Length);
    }

    /// <summary>The same as <see cref="GetSpan"/>, for what is read while others work.</summary>
    public Memory<byte> GetMemory(int lengthMax)
    {
        GetSpan(lengthMax);
        return buffer.AsMemory(Length);
    }

    /// <summary>Makes room where there is none yet, so that filling it moves nothing.</summary>
    /// <param name="bytes">Bytes that the rows may take.</param>
    /// <param name="rowCount">Rows that come.</param>
    public void Expect(int bytes, int rowCount)
    {
        if (buffer.Length == 0)
        {
            buffer = GC.AllocateUninitializedArray<byte>(bytes);
            ends = new int[rowCount + (rowCount / 8)];
        }
    }

    /// <summary>Takes the first <paramref name="length"/> bytes of the space last given.</summary>
    public void Advance(int length) => Length += length;

    /// <summary>Ends the current row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow()
    {
        if (RowCount == ends.Length)
        {
            GrowRows();
        }
        ends[RowCount++] = Length;
    }

    /// <summary>Forgets everything, keeping the memory.</summary>
    public void Clear()
    {
        Length = 0;
        RowCount = 0;
        IsWithoutTail = false;
        IsLate = false;
    }

    void GrowBytes(int lengthMax) =>
        Array.Resize(
            ref buffer,
            (int)Math.Min(Array.MaxLength, Math.Max((long)Length + lengthMax, 2L * buffer.Length))
        );

    void GrowRows() => Array.Resize(ref ends, Math.Max(256, 2 * ends.Length));
}

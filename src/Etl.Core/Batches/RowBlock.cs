using System.Runtime.CompilerServices;

namespace Etl.Core.Batches;

/// <summary>
/// A run of whole rows in contiguous bytes, as the source's reader cut it: <c>block == rows + rest</c>, and the rest starts
/// the next block. Pooled; owned by the <see cref="RecordBatch"/> that it is part of.
/// </summary>
public sealed class RowBlock
{
    /// <summary>Bytes that every buffer has behind its content, zeroed or not, so that kernels may load whole vectors.</summary>
    public const int Padding = 64;

    /// <summary>Makes a block whose buffer holds at least <paramref name="capacity"/> bytes (and grows when one row is larger).</summary>
    public RowBlock(int capacity) => Buffer = Allocate(capacity);

    /// <summary>
    /// The bytes. <c>[0, Length)</c> is the block; what lies behind is the batch's scratch space. Pinned: until it grows, the
    /// bytes stay at their address, so that a sink may name a value by it instead of copying.
    /// </summary>
    public byte[] Buffer { get; private set; }

    /// <summary>Length of the whole rows in bytes.</summary>
    public int Length { get; set; }

    /// <summary>0-based position among the blocks of the whole job; the sequencer restores this order.</summary>
    public long Ordinal { get; set; }

    /// <summary>0-based index of the input in the job.</summary>
    public int InputIndex { get; set; }

    /// <summary>Offset of the first byte in the decoded (decompressed, UTF-8) stream of the input, in bytes.</summary>
    public long Offset { get; set; }

    /// <summary>True for the last block of its input (it may be empty).</summary>
    public bool IsLastOfInput { get; set; }

    /// <summary>The whole rows.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Grows the buffer to at least <paramref name="capacity"/> bytes plus padding, keeping the first <paramref name="used"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnsureCapacity(int capacity, int used)
    {
        if (Buffer.Length - Padding < capacity)
        {
            Grow(capacity, used);
        }
    }

    void Grow(int capacity, int used)
    {
        var size = Math.Max(capacity, (int)Math.Min(Array.MaxLength - Padding, 2L * Buffer.Length));
        var larger = Allocate(size);
        Buffer.AsSpan(0, used).CopyTo(larger);
        Buffer = larger;
    }

    static byte[] Allocate(int capacity) => GC.AllocateUninitializedArray<byte>(capacity + Padding, pinned: true);
}

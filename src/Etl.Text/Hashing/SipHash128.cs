using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Etl.Text.Hashing;

/// <summary>
/// SipHash-2-4 with a result of 128 bits: a keyed hash, so nobody who does not know the key can make two texts collide. By
/// Jean-Philippe Aumasson and Daniel J. Bernstein; checked against the 64 vectors of their reference implementation.
/// </summary>
/// <remarks>
/// Two rounds per 8 bytes and 8 rounds at the end. Per-key work (the four initial state words) is done once, here.
/// </remarks>
public readonly struct SipHash128
{
    const int WordLength = 8;

    readonly ulong initial0;
    readonly ulong initial1;
    readonly ulong initial2;
    readonly ulong initial3;

    /// <summary>Makes a hash with a 128-bit key; take one from a cryptographic random source, once per job.</summary>
    /// <param name="key0">Bytes 0 to 7 of the key, little-endian.</param>
    /// <param name="key1">Bytes 8 to 15 of the key, little-endian.</param>
    public SipHash128(ulong key0, ulong key1)
    {
        // The ASCII text "somepseudorandomlygeneratedbytes"; 0xEE marks the 128-bit variant.
        initial0 = key0 ^ 0x736F6D6570736575;
        initial1 = key1 ^ 0x646F72616E646F6D ^ 0xEE;
        initial2 = key0 ^ 0x6C7967656E657261;
        initial3 = key1 ^ 0x7465646279746573;
    }

    /// <summary>
    /// Hashes <paramref name="bytes"/>. The reference's 16 output bytes are this number in little-endian order.
    /// </summary>
    public UInt128 Compute(ReadOnlySpan<byte> bytes)
    {
        var (v0, v1, v2, v3) = (initial0, initial1, initial2, initial3);
        var rest = bytes;
        while (rest.Length >= WordLength)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
            rest = rest[WordLength..];
        }
        var last = LastWord(rest) | ((ulong)bytes.Length << 56);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xEE;
        FourRounds(ref v0, ref v1, ref v2, ref v3);
        var lower = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xDD;
        FourRounds(ref v0, ref v1, ref v2, ref v3);
        return new UInt128(v0 ^ v1 ^ v2 ^ v3, lower);
    }

    /// <summary>Hashes several texts, four at a time where the processor can: each as <see cref="Compute"/> does.</summary>
    /// <param name="buffer">What the texts lie in.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="hashes">Takes the hash of each.</param>
    public void ComputeAll(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> texts, Span<UInt128> hashes)
    {
        var at = 0;
        while (at < texts.Length && TryComputeGroup(buffer, texts, hashes, ref at)) { }
        for (; at < texts.Length; at++)
        {
            hashes[at] = Compute(buffer.Slice(texts[at].Offset, texts[at].Length));
        }
    }

    // The last group begins before its place where fewer are left, and makes some hashes again.
    bool TryComputeGroup(ReadOnlySpan<byte> buffer, ReadOnlySpan<FieldSpan> texts, Span<UInt128> hashes, ref int at)
    {
        var start = Math.Min(at, texts.Length - SipHashLanes.Count);
        var isDone =
            SipHashLanes.IsSupported
            && start >= 0
            && SipHashLanes.TryCompute(
                (initial0, initial1, initial2, initial3),
                buffer,
                texts.Slice(start, SipHashLanes.Count),
                hashes.Slice(start, SipHashLanes.Count)
            );
        at = isDone ? start + SipHashLanes.Count : at;
        return isDone;
    }

    /// <summary>The last 0 to 7 bytes as a little-endian number, by overlapping loads instead of a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong LastWord(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= 4)
        {
            var shift = (rest.Length - 4) * 8;
            var upper = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(rest) | (upper << shift);
        }
        return rest.Length switch
        {
            3 => rest[0] | ((ulong)rest[1] << 8) | ((ulong)rest[2] << 16),
            2 => rest[0] | ((ulong)rest[1] << 8),
            1 => rest[0],
            _ => 0,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourRounds(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}

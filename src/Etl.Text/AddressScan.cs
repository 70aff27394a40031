using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>Recognizes the usual e-mail addresses in one look; the others are for the full check.</summary>
/// <remarks>
/// The usual address has up to 64 bytes: a local part of letters, digits and <c>. _ + -</c>, one @, and a domain of two or more
/// labels of letters, digits and inner hyphens, the last with a letter. Dots are never first, last or doubled. Eight compares make
/// the masks, and each rule is one expression over all bytes at once: what stands beside what is a shift by one.
/// At 64 bytes no part can be longer than mail allows, so there is no length to check.
/// </remarks>
public static class AddressScan
{
    /// <summary>The shape of <paramref name="value"/>.</summary>
    public static AddressShape Classify(ReadOnlySpan<byte> value) => Classify(value, out _);

    /// <summary>The shape of <paramref name="value"/>, and where its @ is when the shape is known.</summary>
    public static AddressShape Classify(ReadOnlySpan<byte> value, out int at)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Classify<Chunk512>(value, out at);
        }
        return Vector256.IsHardwareAccelerated ? Classify<Chunk256>(value, out at) : Classify<Chunk128>(value, out at);
    }

    /// <summary>
    /// True for a field of a buffer that is <see cref="AddressShape.Lower"/>, found without a branch; false also where fewer than 64 bytes
    /// are left in the buffer.
    /// </summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="field">The field.</param>
    /// <param name="at">Where its first @ is; 64 when it has none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLower(ReadOnlySpan<byte> buffer, FieldSpan field, out int at)
    {
        if (
            (uint)(field.Length - 1) >= SafeLoad.ChunkLength
            || (uint)field.Offset + (ulong)SafeLoad.ChunkLength > (uint)buffer.Length
        )
        {
            at = SafeLoad.ChunkLength;
            return false;
        }
        ref readonly var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), field.Offset);
        return Vector256.IsHardwareAccelerated
            ? IsLower(Chunk256.Load(in first), field.Length, out at)
            : IsLower(Chunk128.Load(in first), field.Length, out at);
    }

    /// <summary>
    /// Looks at a field of a buffer, spaces around the address left out, without a branch; false where it is too long for that, or fewer than 64 bytes are left
    /// in the buffer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLook(ReadOnlySpan<byte> buffer, FieldSpan field, out AddressLook look)
    {
        if (
            (uint)(field.Length - 1) >= SafeLoad.ChunkLength
            || (uint)field.Offset + (ulong)SafeLoad.ChunkLength > (uint)buffer.Length
        )
        {
            look = default;
            return false;
        }
        ref readonly var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), field.Offset);
        look = Vector256.IsHardwareAccelerated
            ? Look(Chunk256.Load(in first), field)
            : Look(Chunk128.Load(in first), field);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static AddressLook Look<TChunk>(TChunk chunk, FieldSpan field)
        where TChunk : struct, IChunk<TChunk>
    {
        var visible = MaskBits.Lowest(field.Length) & ~chunk.Equal((byte)' ');
        var start = BitOperations.TrailingZeroCount(visible | (1UL << 63));
        var last = BitOperations.Log2(visible | 1);
        var valid = (ulong.MaxValue << start) & (ulong.MaxValue >> (63 - last));
        var isUsual = IsUsual(chunk, valid, out var hasUpper, out var at);
        var trimmed = new FieldSpan(field.Offset + start, last - start + 1);
        return new AddressLook(trimmed, at - start, isUsual, hasUpper);
    }

    /// <summary>One part at a time: the specification.</summary>
    internal static AddressShape ClassifyScalar(ReadOnlySpan<byte> value)
    {
        var at = value.IndexOf((byte)'@');
        if (at < 0 || value.Length > SafeLoad.ChunkLength)
        {
            return AddressShape.Unknown;
        }
        var labelCount = 0;
        var hasLetter = false;
        var domain = value[(at + 1)..];
        foreach (var range in domain.Split((byte)'.'))
        {
            var label = domain[range];
            hasLetter =
                label.ContainsAnyInRange((byte)'a', (byte)'z') || label.ContainsAnyInRange((byte)'A', (byte)'Z');
            if (!IsWord(label, ""u8) || label[0] == '-' || label[^1] == '-')
            {
                return AddressShape.Unknown;
            }
            labelCount++;
        }
        var local = value[..at];
        foreach (var range in local.Split((byte)'.'))
        {
            hasLetter &= IsWord(local[range], "_+"u8);
        }
        if (labelCount < 2 || !hasLetter)
        {
            return AddressShape.Unknown;
        }
        return value.ContainsAnyInRange((byte)'A', (byte)'Z') ? AddressShape.Mixed : AddressShape.Lower;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static AddressShape Classify<TChunk>(ReadOnlySpan<byte> value, out int at)
        where TChunk : struct, IChunk<TChunk>
    {
        if ((uint)(value.Length - 1) >= SafeLoad.ChunkLength)
        {
            at = 0;
            return AddressShape.Unknown;
        }
        var isUsual = IsUsual(SafeLoad.Load<TChunk>(value), MaskBits.Lowest(value.Length), out var upper, out at);
        return !isUsual ? AddressShape.Unknown
            : upper ? AddressShape.Mixed
            : AddressShape.Lower;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsLower<TChunk>(TChunk chunk, int length, out int at)
        where TChunk : struct, IChunk<TChunk> =>
        IsUsual(chunk, MaskBits.Lowest(length), out var hasUpper, out at) & !hasUpper;

    /// <summary>True for a usual address in a chunk's valid bytes, which have capitals or not, and where its @ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsUsual<TChunk>(TChunk chunk, ulong valid, out bool hasUpper, out int atPlace)
        where TChunk : struct, IChunk<TChunk>
    {
        var at = chunk.Equal((byte)'@') & valid;
        var dot = chunk.Equal((byte)'.') & valid;
        var hyphen = chunk.Equal((byte)'-');
        var localOnly = chunk.Equal((byte)'_') | chunk.Equal((byte)'+');
        var upper = chunk.InRange((byte)'A', (byte)'Z') & valid;
        var letter = (chunk.InRange((byte)'a', (byte)'z') & valid) | upper;
        var digit = chunk.InRange((byte)'0', (byte)'9');

        var domain = valid & ~(at | (at - 1));
        var domainDot = dot & domain;
        var ending = dot | at;
        var last = ~(valid >> 1);
        var wrong =
            (valid & ~(ending | hyphen | localOnly | letter | digit))
            | (ending & ((ending << 1) | (valid & (0 - valid)) | last))
            | (domain & hyphen & ((ending << 1) | (ending >> 1) | last))
            | (domain & localOnly)
            | (at & (at - 1));
        hasUpper = upper != 0;
        atPlace = BitOperations.TrailingZeroCount(at);
        return (wrong == 0) & (domainDot != 0) & (letter >> BitOperations.Log2(domainDot | 1) != 0);
    }

    static bool IsWord(ReadOnlySpan<byte> value, ReadOnlySpan<byte> more)
    {
        foreach (var item in value)
        {
            var isWord = item is (byte)'-' || char.IsAsciiLetterOrDigit((char)item) || more.Contains(item);
            if (!isWord)
            {
                return false;
            }
        }
        return value.Length > 0;
    }
}

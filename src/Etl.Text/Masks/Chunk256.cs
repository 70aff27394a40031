using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etl.Text.Masks;

/// <summary>A chunk in two 256-bit registers.</summary>
readonly struct Chunk256(Vector256<byte> lower, Vector256<byte> upper) : IChunk<Chunk256>
{
    readonly Vector256<byte> lower = lower;
    readonly Vector256<byte> upper = upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk256 Load(ref readonly byte source) =>
        new(Vector256.LoadUnsafe(in source), Vector256.LoadUnsafe(in source, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte destination)
    {
        lower.StoreUnsafe(ref destination);
        upper.StoreUnsafe(ref destination, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value)
    {
        var wanted = Vector256.Create(value);
        return Join(Vector256.Equals(lower, wanted), Vector256.Equals(upper, wanted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second) =>
        Join(EqualAny(lower, first, second), EqualAny(upper, first, second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second, byte third, byte fourth, byte fifth) =>
        Join(
            EqualAny(lower, first, second, third, fourth, fifth),
            EqualAny(upper, first, second, third, fourth, fifth)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last)
    {
        var start = Vector256.Create(first);
        var span = Vector256.Create((byte)(last - first));
        return Join(Vector256.LessThanOrEqual(lower - start, span), Vector256.LessThanOrEqual(upper - start, span));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NonAscii() => Join(lower, upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Join(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | ((ulong)upper.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> EqualAny(Vector256<byte> bytes, byte first, byte second) =>
        Vector256.Equals(bytes, Vector256.Create(first)) | Vector256.Equals(bytes, Vector256.Create(second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> EqualAny(
        Vector256<byte> bytes,
        byte first,
        byte second,
        byte third,
        byte fourth,
        byte fifth
    ) =>
        EqualAny(bytes, first, second)
        | EqualAny(bytes, third, fourth)
        | Vector256.Equals(bytes, Vector256.Create(fifth));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etl.Text.Masks;

/// <summary>A chunk in four 128-bit registers.</summary>
readonly struct Chunk128(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth)
    : IChunk<Chunk128>
{
    readonly Vector128<byte> first = first;
    readonly Vector128<byte> second = second;
    readonly Vector128<byte> third = third;
    readonly Vector128<byte> fourth = fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk128 Load(ref readonly byte source) =>
        new(
            Vector128.LoadUnsafe(in source),
            Vector128.LoadUnsafe(in source, 16),
            Vector128.LoadUnsafe(in source, 32),
            Vector128.LoadUnsafe(in source, 48)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte destination)
    {
        first.StoreUnsafe(ref destination);
        second.StoreUnsafe(ref destination, 16);
        third.StoreUnsafe(ref destination, 32);
        fourth.StoreUnsafe(ref destination, 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value)
    {
        var wanted = Vector128.Create(value);
        return Join(
            Vector128.Equals(first, wanted),
            Vector128.Equals(second, wanted),
            Vector128.Equals(third, wanted),
            Vector128.Equals(fourth, wanted)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second) =>
        Join(
            EqualAny(this.first, first, second),
            EqualAny(this.second, first, second),
            EqualAny(this.third, first, second),
            EqualAny(this.fourth, first, second)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second, byte third, byte fourth, byte fifth) =>
        Join(
            EqualAny(this.first, first, second, third, fourth, fifth),
            EqualAny(this.second, first, second, third, fourth, fifth),
            EqualAny(this.third, first, second, third, fourth, fifth),
            EqualAny(this.fourth, first, second, third, fourth, fifth)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last)
    {
        var start = Vector128.Create(first);
        var span = Vector128.Create((byte)(last - first));
        return Join(
            Vector128.LessThanOrEqual(this.first - start, span),
            Vector128.LessThanOrEqual(second - start, span),
            Vector128.LessThanOrEqual(third - start, span),
            Vector128.LessThanOrEqual(fourth - start, span)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NonAscii() => Join(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Join(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d) =>
        a.ExtractMostSignificantBits()
        | ((ulong)b.ExtractMostSignificantBits() << 16)
        | ((ulong)c.ExtractMostSignificantBits() << 32)
        | ((ulong)d.ExtractMostSignificantBits() << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> EqualAny(Vector128<byte> bytes, byte first, byte second) =>
        Vector128.Equals(bytes, Vector128.Create(first)) | Vector128.Equals(bytes, Vector128.Create(second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> EqualAny(
        Vector128<byte> bytes,
        byte first,
        byte second,
        byte third,
        byte fourth,
        byte fifth
    ) =>
        EqualAny(bytes, first, second)
        | EqualAny(bytes, third, fourth)
        | Vector128.Equals(bytes, Vector128.Create(fifth));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etl.Text.Masks;

/// <summary>A chunk in one 512-bit register.</summary>
readonly struct Chunk512(Vector512<byte> bytes) : IChunk<Chunk512>
{
    readonly Vector512<byte> bytes = bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chunk512 Load(ref readonly byte source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte destination)
    {
        bytes.StoreUnsafe(ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value) => Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second) => Equal(first) | Equal(second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EqualAny(byte first, byte second, byte third, byte fourth, byte fifth) =>
        EqualAny(first, second) | EqualAny(third, fourth) | Equal(fifth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last) =>
        Vector512
            .LessThanOrEqual(bytes - Vector512.Create(first), Vector512.Create((byte)(last - first)))
            .ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NonAscii() => bytes.ExtractMostSignificantBits();
}

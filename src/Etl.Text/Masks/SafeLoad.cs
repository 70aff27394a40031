using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etl.Text.Masks;

/// <summary>Loads 64 bytes although fewer may belong to the caller.</summary>
/// <remarks>
/// Memory is protected in pages of at least 4 KiB, so a load that stays inside the page of its first byte cannot fault, whatever
/// lies there; the surplus bits are masked off by the caller. Only a load that would cross into the next page (1 in 64 addresses)
/// goes through a copy. The value is pinned meanwhile, so the collector cannot move it between the check and the load.
/// </remarks>
static class SafeLoad
{
    public const int ChunkLength = 64;

    const int PageLength = 4096;
    const int Length16 = 16;

    /// <summary>Loads the first up to 64 bytes of <paramref name="bytes"/>; what lies behind its end is undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TChunk Load<TChunk>(ReadOnlySpan<byte> bytes)
        where TChunk : struct, IChunk<TChunk>
    {
        fixed (byte* pointer = bytes)
        {
            var isInsidePage = ((nuint)pointer & (PageLength - 1)) <= PageLength - ChunkLength;
            if (bytes.Length >= ChunkLength || (isInsidePage && pointer != null))
            {
                return TChunk.Load(in *pointer);
            }
        }
        return LoadCopy<TChunk>(bytes);
    }

    /// <summary>The same for the first up to 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<byte> Load16(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            var isInsidePage = ((nuint)pointer & (PageLength - 1)) <= PageLength - Length16;
            if (bytes.Length >= Length16 || (isInsidePage && pointer != null))
            {
                return Vector128.Load(pointer);
            }
        }
        return LoadCopy16(bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector128<byte> LoadCopy16(ReadOnlySpan<byte> bytes)
    {
        Span<byte> copy = stackalloc byte[Length16];
        copy.Clear();
        bytes.CopyTo(copy);
        return Vector128.Create((ReadOnlySpan<byte>)copy);
    }

    /// <summary>Loads the first up to 32 bytes of <paramref name="bytes"/>; what lies behind its end is undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<byte> Load32(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            var isInsidePage = ((nuint)pointer & (PageLength - 1)) <= PageLength - (nuint)Vector256<byte>.Count;
            if (bytes.Length >= Vector256<byte>.Count || (isInsidePage && pointer != null))
            {
                return Vector256.Load(pointer);
            }
        }
        return LoadCopy32(bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<byte> LoadCopy32(ReadOnlySpan<byte> bytes)
    {
        Span<byte> copy = stackalloc byte[Vector256<byte>.Count];
        copy.Clear();
        bytes.CopyTo(copy);
        return Vector256.Create((ReadOnlySpan<byte>)copy);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static TChunk LoadCopy<TChunk>(ReadOnlySpan<byte> bytes)
        where TChunk : struct, IChunk<TChunk>
    {
        Span<byte> copy = stackalloc byte[ChunkLength];
        copy.Clear();
        bytes.CopyTo(copy);
        return TChunk.Load(in copy[0]);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text.Masks;

/// <summary>Arithmetic on 64-bit masks that more than one kernel needs.</summary>
static class MaskBits
{
    /// <summary>
    /// Bit <c>i</c> of the result is the parity of bits 0 to <c>i</c>: over a mask of quotes it is set from each opening quote
    /// up to, but not including, the quote that closes it. A carry-less product with all ones is that sum in one instruction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong mask) =>
        Pclmulqdq.IsSupported
            ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(mask), Vector128<ulong>.AllBitsSet, 0).ToScalar()
            : PrefixXorByShifts(mask);

    /// <summary>The same for machines without a carry-less product.</summary>
    public static ulong PrefixXorByShifts(ulong mask)
    {
        mask ^= mask << 1;
        mask ^= mask << 2;
        mask ^= mask << 4;
        mask ^= mask << 8;
        mask ^= mask << 16;
        return mask ^ (mask << 32);
    }

    /// <summary>The lowest <paramref name="count"/> bits, for a count of 0 to 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Lowest(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;
}

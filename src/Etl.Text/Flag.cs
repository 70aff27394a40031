using System.Runtime.CompilerServices;

namespace Etl.Text;

/// <summary>A truth value as a number, for answers that are made without a branch: of <c>a &amp; b ? 1 : 0</c> the compiler makes one.</summary>
public static class Flag
{
    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(bool isSet) => Unsafe.BitCast<bool, byte>(isSet);

    /// <summary>The same as a bit of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bit(bool isSet) => Unsafe.BitCast<bool, byte>(isSet);
}

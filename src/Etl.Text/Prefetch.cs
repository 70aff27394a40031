using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text;

/// <summary>Asks for memory ahead of its use, so that many waits for it run side by side.</summary>
public static class Prefetch
{
    /// <summary>
    /// Has the cache line of <paramref name="item"/> fetched, and waits for nothing; without effect where the machine knows no such request. The
    /// collector may move the item meanwhile: then the wrong line is fetched, which costs time and nothing else.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref readonly T item)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in item)));
        }
        else if (ArmBase.IsSupported)
        {
            // .NET has no request of its own for these processors: the read is one, as long as nobody waits for its value.
            Volatile.Read(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in item)));
        }
    }
}

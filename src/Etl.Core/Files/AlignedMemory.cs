using System.Runtime.InteropServices;

namespace Etl.Core.Files;

/// <summary>Memory that a disk can read from and write to without a copy in between.</summary>
static class AlignedMemory
{
    /// <summary>What addresses, offsets and lengths are multiples of: the largest sector of today's disks, and a page of memory.</summary>
    public const int Alignment = 4096;

    /// <summary>Memory that never moves and begins at a multiple of <see cref="Alignment"/>. Not cleared.</summary>
    public static Memory<byte> Allocate(int length)
    {
        var array = GC.AllocateUninitializedArray<byte>(length + Alignment - 1, pinned: true);
        var beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (Alignment - 1));
        return array.AsMemory((Alignment - beyond) & (Alignment - 1), length);
    }
}

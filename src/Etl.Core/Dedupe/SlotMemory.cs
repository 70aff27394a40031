using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>Memory for slots that are asked at random.</summary>
/// <remarks>
/// Linux is asked for pages of 2 MB (4 KB pages of a table of 100 MB do not fit into the processor's table of pages, so nearly each probe
/// waits for two look-ups), and the slots are written at once: a page that is read before it is written is first mapped to the one page
/// of zeros and taken back from there by a signal to all processors.
/// </remarks>
static class SlotMemory
{
    const int AdviceHugePages = 14; // MADV_HUGEPAGE of Linux
    const int PageBytes = 4096;

    /// <summary>Less than this is not worth two calls of the system.</summary>
    const int BytesMin = 32 * 1024;

    /// <summary>Less than this is not worth waking other threads.</summary>
    const long SharedBytesMin = 4 << 20;

    /// <summary>So many slots, all zero.</summary>
    public static T[] Allocate<T>(int count)
        where T : unmanaged
    {
        var slots = new T[count];
        Prepare(slots);
        return slots;
    }

    /// <summary>The same for slots that are given back with all others: the collector does not move them.</summary>
    public static T[] AllocateFixed<T>(int count)
        where T : unmanaged
    {
        var slots = GC.AllocateArray<T>(count, pinned: true);
        Prepare(slots);
        return slots;
    }

    /// <summary>
    /// Makes all parts of a table, side by side where they are many bytes: the system takes a second for 4 GB of fresh pages on one processor, and
    /// a job cannot begin without them.
    /// </summary>
    /// <param name="parts">Where they go.</param>
    /// <param name="bytes">What all of them take, about.</param>
    /// <param name="make">Makes one; called from several threads.</param>
    public static void MakeAll<T>(T[] parts, long bytes, Func<T> make)
    {
        if (bytes >= SharedBytesMin)
        {
            Parallel.For(0, parts.Length, index => parts[index] = make());
            return;
        }
        foreach (ref var part in parts.AsSpan())
        {
            part = make();
        }
    }

    static void Prepare<T>(T[] slots)
        where T : unmanaged
    {
        var length = MemoryMarshal.AsBytes(slots.AsSpan()).Length;
        if (length >= BytesMin)
        {
            if (OperatingSystem.IsLinux())
            {
                PreferHugePages(slots, length);
            }
            slots.AsSpan().Clear();
        }
    }

    // Rounded to whole pages outside the array, too, or the borders of neighbours would divide the large pages. It is advice: what it does
    // to the neighbours' bytes is nothing, and a system that knows no such pages answers with an error that changes nothing.
    static void PreferHugePages<T>(T[] slots, int length)
        where T : unmanaged
    {
        var pin = GCHandle.Alloc(slots, GCHandleType.Pinned);
        var start = pin.AddrOfPinnedObject();
        var end = start + length;
        start &= -PageBytes;
        _ = Advise(start, (nuint)(end - start), AdviceHugePages);
        pin.Free();
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Advise(nint start, nuint length, int advice);
}

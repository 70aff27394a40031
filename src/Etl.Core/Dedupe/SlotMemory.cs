using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>Memory for slots that are asked at random.</summary>
/// <remarks>
/// Linux is asked for pages of 2 MB: 4 KB pages of a table of 100 MB do not fit into the processor's table of pages, so nearly each probe
/// waits for two look-ups. It gives one where nothing was written yet, so slots lie side by side in one array, with no headers in between.
/// They are written at once, because a page that is read before it is written is first mapped to the one page of zeros and taken back
/// from there by a signal to all processors.
/// </remarks>
static class SlotMemory
{
    const int AdviceHugePages = 14; // MADV_HUGEPAGE of Linux
    const int PageBytes = 4096;
    const int HugePageBytes = 2 << 20;

    /// <summary>What a thread writes to at a time; less in all is not worth waking other threads.</summary>
    public const int BytesPerTask = 2 * HugePageBytes;

    /// <summary>So many slots, all zero, whose pages are made when they are first written to.</summary>
    public static T[] Reserve<T>(int count)
        where T : unmanaged
    {
        var slots = new T[count];
        PreferHugePages(slots);
        return slots;
    }

    /// <summary>So many slots, all zero.</summary>
    public static T[] Allocate<T>(int count)
        where T : unmanaged => Prepare(new T[count]);

    /// <summary>So many parts of so many slots, all zero. Neighbours share an array, which stays as long as one of them.</summary>
    public static ArraySegment<T>[] AllocateParts<T>(int parts, int count)
        where T : unmanaged => Divide(parts, count, all => Prepare(new T[all]));

    /// <summary>The same for parts that are given back with all others: the collector does not move them.</summary>
    public static ArraySegment<T>[] AllocateFixedParts<T>(int parts, int count)
        where T : unmanaged => Divide(parts, count, all => Prepare(GC.AllocateArray<T>(all, pinned: true)));

    static ArraySegment<T>[] Divide<T>(int parts, int count, Func<int, T[]> allocate)
    {
        var divided = new ArraySegment<T>[parts];
        if (count == 0)
        {
            return divided;
        }
        var partsPerArray = Math.Max(1, Array.MaxLength / count);
        for (var part = 0; part < parts; part += partsPerArray)
        {
            var together = Math.Min(partsPerArray, parts - part);
            Split(allocate(together * count), count, divided.AsSpan(part, together));
        }
        return divided;
    }

    /// <summary>Gives each part so many of the slots, from the first one on.</summary>
    public static void Split<T>(T[] slots, int count, Span<ArraySegment<T>> parts)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = new ArraySegment<T>(slots, part * count, count);
        }
    }

    static T[] Prepare<T>(T[] slots)
        where T : unmanaged
    {
        if (slots.Length == 0)
        {
            return slots;
        }
        PreferHugePages(slots);
        var slotsPerTask = BytesPerTask / SlotBytes<T>();
        var tasks = 1 + ((slots.Length - 1) / slotsPerTask);
        if (tasks == 1)
        {
            Touch(slots.AsSpan());
            return slots;
        }
        // Side by side: the system takes a second for 4 GB of fresh pages on one processor, and a job cannot begin without them.
        Parallel.For(
            0,
            tasks,
            task =>
                Touch(slots.AsSpan(task * slotsPerTask, Math.Min(slotsPerTask, slots.Length - (task * slotsPerTask))))
        );
        return slots;
    }

    /// <summary>Writes to each page of slots that are zero.</summary>
    public static void Touch<T>(Span<T> slots)
        where T : unmanaged
    {
        for (var at = 0; at < slots.Length; at += PageBytes / SlotBytes<T>())
        {
            slots[at] = default;
        }
    }

    // It is advice: what it does to the bytes is nothing, and a system that knows no such pages answers with an error that changes nothing.
    static void PreferHugePages<T>(T[] slots)
        where T : unmanaged
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        var pin = GCHandle.Alloc(slots, GCHandleType.Pinned);
        var start = pin.AddrOfPinnedObject();
        // Only what no other memory has a part in is made large.
        var first = (start + HugePageBytes - 1) & -HugePageBytes;
        var last = (start + ((nint)slots.Length * SlotBytes<T>())) & -HugePageBytes;
        if (first < last)
        {
            _ = Advise(first, (nuint)(last - first), AdviceHugePages);
        }
        pin.Free();
    }

    static int SlotBytes<T>()
        where T : unmanaged => MemoryMarshal.AsBytes<T>([default]).Length;

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Advise(nint start, nuint length, int advice);
}

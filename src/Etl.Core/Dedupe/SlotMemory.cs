using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>Memory for slots that are asked at random.</summary>
/// <remarks>
/// Linux is asked for pages of 2 MB: 4 KB pages of a table of 100 MB do not fit into the processor's table of pages, so nearly each probe
/// waits for two look-ups. It gives none where a page of 4 KB lies already, and an array begins with its length, so it is also asked to
/// make one of what lies there (since Linux 6.1). The slots are written at once, because a page that is read before it is written is first
/// mapped to the one page of zeros and taken back from there by a signal to all processors.
/// </remarks>
static class SlotMemory
{
    const int AdviceHugePages = 14; // MADV_HUGEPAGE of Linux
    const int AdviceCollapse = 25; // MADV_COLLAPSE of Linux
    const int PageBytes = 4096;
    const int HugePageBytes = 2 << 20;

    /// <summary>What one thread asks for at a time; whole large pages.</summary>
    const int CollapsedBytes = 8 * HugePageBytes;

    /// <summary>Less than this is not worth waking other threads.</summary>
    const long SharedBytesMin = 4 << 20;

    /// <summary>So many slots, all zero.</summary>
    public static T[] Allocate<T>(int count)
        where T : unmanaged => AllocateParts<T>(1, count)[0];

    /// <summary>So many parts of so many slots, all zero.</summary>
    public static T[][] AllocateParts<T>(int parts, int count)
        where T : unmanaged => Prepare(parts, () => new T[count]);

    /// <summary>The same for parts that are given back with all others: the collector does not move them.</summary>
    public static T[][] AllocateFixedParts<T>(int parts, int count)
        where T : unmanaged => Prepare(parts, () => GC.AllocateArray<T>(count, pinned: true));

    /// <summary>
    /// Large tables are written side by side: the system takes a second for 4 GB of fresh pages on one processor, and a job cannot begin
    /// without them.
    /// </summary>
    static T[][] Prepare<T>(int count, Func<T[]> make)
        where T : unmanaged
    {
        var parts = new T[count][];
        foreach (ref var part in parts.AsSpan())
        {
            part = make();
        }
        if (OperatingSystem.IsLinux())
        {
            PreferHugePages(parts);
        }
        if (parts.Sum(part => (long)MemoryMarshal.AsBytes(part.AsSpan()).Length) >= SharedBytesMin)
        {
            Parallel.ForEach(parts, Touch);
            return parts;
        }
        foreach (var part in parts)
        {
            Touch(part);
        }
        return parts;
    }

    /// <summary>Writes to each page of slots that are zero.</summary>
    static void Touch<T>(T[] slots)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(slots.AsSpan());
        for (var at = 0; at < bytes.Length; at += PageBytes)
        {
            Volatile.Write(ref bytes[at], 0);
        }
    }

    /// <summary>Asks for the memory of all parts, neighbours together: a page of 2 MB may hold many of them.</summary>
    static void PreferHugePages<T>(T[][] parts)
        where T : unmanaged
    {
        var ranges = parts.Select(RangeOf).OrderBy(range => range.Start).ToList();
        for (var first = 0; first < ranges.Count; )
        {
            var (start, end) = ranges[first];
            for (first++; first < ranges.Count && ranges[first].Start <= end; first++)
            {
                end = Math.Max(end, ranges[first].End);
            }
            Prefer(start, end);
        }
    }

    // It is advice: what it does to the bytes is nothing, and a system that knows no such pages answers with an error that changes nothing.
    static void Prefer(nint start, nint end)
    {
        if (end - start < HugePageBytes)
        {
            return;
        }
        _ = Advise(start, (nuint)(end - start), AdviceHugePages);
        // Only what no other memory has a part in is made large.
        var first = (start + HugePageBytes - 1) & -HugePageBytes;
        var last = end & -HugePageBytes;
        Parallel.For(
            0,
            (int)((last - first + CollapsedBytes - 1) / CollapsedBytes),
            index =>
            {
                var from = first + ((nint)index * CollapsedBytes);
                _ = Advise(from, (nuint)Math.Min(CollapsedBytes, last - from), AdviceCollapse);
            }
        );
    }

    // Whole pages: the ends of neighbours lie in the same one.
    static (nint Start, nint End) RangeOf<T>(T[] slots)
        where T : unmanaged
    {
        var pin = GCHandle.Alloc(slots, GCHandleType.Pinned);
        var start = pin.AddrOfPinnedObject();
        pin.Free();
        var end = start + MemoryMarshal.AsBytes(slots.AsSpan()).Length;
        return (start & -PageBytes, (end + PageBytes - 1) & -PageBytes);
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Advise(nint start, nuint length, int advice);
}

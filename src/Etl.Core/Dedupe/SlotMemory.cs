namespace Etl.Core.Dedupe;

/// <summary>Memory for slots that are asked at random. Slots lie side by side in one array, so that they can have large pages (see <see cref="SlotPages"/>).</summary>
static class SlotMemory
{
    /// <summary>What a thread writes to at a time; less in all is not worth waking other threads.</summary>
    const int BytesPerTask = 2 * SlotPages.LargeBytes;

    /// <summary>So many slots, all zero, whose pages are made when they are first written to.</summary>
    public static T[] Reserve<T>(int count)
        where T : unmanaged
    {
        var slots = new T[count];
        SlotPages.Shared.Prefer(slots);
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
        SlotPages.Shared.Prefer(slots);
        var slotsPerTask = BytesPerTask / SlotPages.SlotBytes<T>();
        var tasks = 1 + ((slots.Length - 1) / slotsPerTask);
        if (tasks == 1)
        {
            SlotPages.Shared.Make<T>(slots);
            return slots;
        }
        // Side by side: the system takes a second for 4 GB of fresh pages on one processor, and a job cannot begin without them.
        Parallel.For(
            0,
            tasks,
            task =>
                SlotPages.Shared.Make(
                    new ArraySegment<T>(
                        slots,
                        task * slotsPerTask,
                        Math.Min(slotsPerTask, slots.Length - (task * slotsPerTask))
                    )
                )
        );
        return slots;
    }
}

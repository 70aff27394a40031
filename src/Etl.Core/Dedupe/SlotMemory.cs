using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>Memory for slots that are asked at random. Slots lie side by side in one array, so that they can have large pages (see <see cref="SlotPages"/>).</summary>
static class SlotMemory
{
    /// <summary>What a thread writes to at a time; less in all is not worth waking other threads.</summary>
    const int BytesPerTask = 2 * SlotPages.LargeBytes;

    /// <summary>Words by which lines may begin later than their array.</summary>
    const int SpareWords = KeyLines.WordsPerLine - 1;

    /// <summary>So many lines of keys, all zero, whose pages are made when they are first written to.</summary>
    public static ArraySegment<ulong> ReserveLines(int count)
    {
        var words = new ulong[(count * KeyLines.WordsPerLine) + SpareWords];
        SlotPages.Shared.Prefer(words);
        return Lines(words);
    }

    /// <summary>So many parts of so many lines of keys, all zero. Neighbours share an array, which stays as long as one of them.</summary>
    public static ArraySegment<ulong>[] AllocateLines(int parts, int count) =>
        Divide<ulong>(parts, count * KeyLines.WordsPerLine, all => Lines(Prepare(new ulong[all + SpareWords])));

    /// <summary>So many parts of so many slots, all zero, which are given back together: the collector does not move them.</summary>
    public static ArraySegment<T>[] AllocateFixedParts<T>(int parts, int count)
        where T : unmanaged => Divide<T>(parts, count, all => Prepare(GC.AllocateArray<T>(all, pinned: true)));

    static ArraySegment<T>[] Divide<T>(int parts, int count, Func<int, ArraySegment<T>> allocate)
    {
        var divided = new ArraySegment<T>[parts];
        if (count == 0)
        {
            return divided;
        }
        var partsPerArray = Math.Max(1, (Array.MaxLength - SpareWords) / count);
        for (var part = 0; part < parts; part += partsPerArray)
        {
            var together = Math.Min(partsPerArray, parts - part);
            Split(allocate(together * count), count, divided.AsSpan(part, together));
        }
        return divided;
    }

    /// <summary>Gives each part so many of the slots, from the first one on.</summary>
    public static void Split<T>(ArraySegment<T> slots, int count, Span<ArraySegment<T>> parts)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = slots.Slice(part * count, count);
        }
    }

    /// <summary>Gives the pages of all parts back: their slots are zero from now on.</summary>
    public static void Release<T>(ReadOnlySpan<ArraySegment<T>> parts)
        where T : unmanaged
    {
        for (var first = 0; first < parts.Length; )
        {
            // Neighbours share an array.
            var last = first;
            while (last + 1 < parts.Length && IsBehind(parts[last], parts[last + 1]))
            {
                last++;
            }
            var (start, end) = (parts[first].Offset, parts[last].Offset + parts[last].Count);
            SlotPages.Release(new ArraySegment<T>(parts[first].Array!, start, end - start));
            first = last + 1;
        }
    }

    static bool IsBehind<T>(ArraySegment<T> part, ArraySegment<T> next) =>
        next.Array == part.Array && next.Offset == part.Offset + part.Count;

    /// <summary>The words from the first one on with which a line of the processor's cache begins. Should the collector move them, it costs time and nothing else.</summary>
    static ArraySegment<ulong> Lines(ulong[] words)
    {
        var pin = GCHandle.Alloc(words, GCHandleType.Pinned);
        var behindLine = (int)(pin.AddrOfPinnedObject() % KeyLines.LineBytes) / sizeof(ulong);
        pin.Free();
        var first = behindLine == 0 ? 0 : KeyLines.WordsPerLine - behindLine;
        return new ArraySegment<ulong>(words, first, words.Length - SpareWords);
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

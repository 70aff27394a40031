namespace Etl.Core.Dedupe;

/// <summary>
/// Room for the lines of a <see cref="KeySet"/> whose pages are made before it is known how many are needed: by a processor that would wait
/// while the input is opened. Pages that nobody asks for are never made, so room for too many takes no memory.
/// </summary>
public sealed class SlotRoom
{
    /// <summary>What a thread makes at a time: a large page, so that it is soon known what those cost.</summary>
    const int LinesAtOnce = SlotPages.LargeBytes / KeyLines.LineBytes;

    readonly ArraySegment<ulong> words;
    readonly Lock gate = new();
    int wanted;
    int begun;
    int working;

    /// <summary>Makes the room without its pages.</summary>
    /// <param name="linesMax">Most lines of keys that it can give.</param>
    /// <param name="linesSure">Lines whose pages may be made at once, as far as anybody can say before the first record is seen.</param>
    public SlotRoom(int linesMax, int linesSure)
    {
        words = SlotMemory.ReserveLines(linesMax);
        wanted = Math.Min(linesSure, linesMax);
    }

    /// <summary>Makes pages until those that are asked for are made. Several threads may do so at a time.</summary>
    public void MakePages()
    {
        while (Claim(out var start, out var end))
        {
            SlotPages.Shared.Make(words.Slice(start * KeyLines.WordsPerLine, (end - start) * KeyLines.WordsPerLine));
            Interlocked.Decrement(ref working);
        }
    }

    /// <summary>
    /// Parts of so many lines, all zero, with their pages. Null when the room is too small, and then no more pages are made. To be called once.
    /// </summary>
    public ArraySegment<ulong>[]? TryTake(int parts, int count)
    {
        var all = (long)parts * count;
        var fits = all <= words.Count / KeyLines.WordsPerLine;
        lock (gate)
        {
            wanted = fits ? (int)all : 0;
        }
        if (!fits)
        {
            return null;
        }
        Parallel.For(0, Environment.ProcessorCount, _ => MakePages());
        // Nobody may be writing zeros any more when the first key is there.
        SpinWait.SpinUntil(() => Volatile.Read(ref working) == 0);
        var taken = new ArraySegment<ulong>[parts];
        SlotMemory.Split(words, count * KeyLines.WordsPerLine, taken);
        return taken;
    }

    bool Claim(out int start, out int end)
    {
        lock (gate)
        {
            start = begun;
            end = (int)Math.Min(wanted, (long)begun + LinesAtOnce);
            if (start >= end)
            {
                return false;
            }
            begun = end;
            Interlocked.Increment(ref working);
            return true;
        }
    }
}

namespace Etl.Core.Dedupe;

/// <summary>
/// Contact ids as 32-bit codes. Ids below 2³¹ are their own codes; the ids above are numbered in runs of consecutive ones, as
/// they come: new contacts are one run, and a table whose keys are random 63-bit numbers takes 16 bytes a contact.
/// </summary>
sealed class OwnerCodes
{
    const uint FirstCode = 1u << 31;
    const int BytesPerRun = 16;

    /// <summary>Longest gap between two ids of a run: contacts without any key leave one.</summary>
    const uint GapMax = 256;

    /// <summary>Most codes that gaps may leave unused, so that there are enough for all others.</summary>
    const uint UnusedMax = 1u << 28;

    readonly List<Run> runs = [];
    Run last;
    uint nextCode = FirstCode;
    uint unusedCount;

    /// <summary>Memory that the codes take, in bytes.</summary>
    public long LengthBytes => (long)runs.Capacity * BytesPerRun;

    /// <summary>A code for the id; ids that do not come one after the other may get several.</summary>
    public uint CodeOf(long id)
    {
        if (id < FirstCode)
        {
            return (uint)id;
        }
        if (runs.Count > 0)
        {
            var code = last.FirstCode + (ulong)(id - last.FirstId);
            if (id >= last.FirstId && code <= nextCode)
            {
                nextCode = Math.Max(nextCode, checked((uint)code + 1));
                return (uint)code;
            }
            if (id >= last.FirstId && code - nextCode <= GapMax && unusedCount < UnusedMax && code < uint.MaxValue)
            {
                unusedCount += (uint)code - nextCode;
                nextCode = (uint)code + 1;
                return (uint)code;
            }
        }
        last = new Run(id, nextCode);
        runs.Add(last);
        return checked(nextCode++);
    }

    /// <summary>The id that a code stands for.</summary>
    public long IdOf(uint code)
    {
        if (code < FirstCode)
        {
            return code;
        }
        // New contacts, of which most are asked for, are the last run.
        if (code >= last.FirstCode)
        {
            return last.FirstId + (code - last.FirstCode);
        }
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = runs[middle].FirstCode <= code ? (middle, high) : (low, middle - 1);
        }
        return runs[low].FirstId + (code - runs[low].FirstCode);
    }

    readonly record struct Run(long FirstId, uint FirstCode);
}

using System.Runtime.ExceptionServices;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// The keys that more than one row has, out of a <see cref="KeySpill"/>: on the disk in runs, each ascending by row. Every other key
/// decides nothing and is dropped.
/// </summary>
/// <remarks>
/// Memory goes with the repeated keys of the partitions that are at hand, one for each <see cref="RepeatedKeyFinder"/>, and a partition
/// that is still too large is done in parts. Which key has which number depends on who is ready first, and decides nothing.
/// </remarks>
sealed class RepeatedKeys : IDisposable
{
    /// <summary>Partitions at hand at a time: more take more memory, and the disk gives no more.</summary>
    const int FindersMax = 4;

    /// <summary>Two sets of marks, and a table of 20 bytes, three eighths full at worst, for each second key: all of them twice there.</summary>
    const int BytesPerKeyMax = (2 * KeyMarks.BytesPerKey) + 28;

    readonly int parts;
    readonly RepeatedKeyFinder[] finders;
    readonly RepeatedKeyRun[] runs;
    long keyCount;
    int taken;

    RepeatedKeys(KeySpill keys, string folder, long bytesMax)
    {
        finders = new RepeatedKeyFinder[Math.Min(Environment.ProcessorCount, FindersMax)];
        parts = PartsOf(keys.CountMax, bytesMax / finders.Length);
        runs = new RepeatedKeyRun[KeySpill.PartitionCount * parts];
        foreach (ref var finder in finders.AsSpan())
        {
            finder = new RepeatedKeyFinder(keys, parts, folder);
        }
    }

    /// <summary>All runs.</summary>
    public IReadOnlyList<RepeatedKeyRun> Runs => runs;

    /// <summary>Number of different keys; their numbers are below it, and below 2³².</summary>
    public long KeyCount => keyCount;

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes => finders.Sum(finder => finder.LengthBytes);

    /// <summary>Finds the repeated keys, several partitions side by side.</summary>
    /// <param name="keys">All keys of all rows.</param>
    /// <param name="folder">Where the temporary files go.</param>
    /// <param name="bytesMax">Memory that may be used.</param>
    /// <param name="cancellationToken">Asked between partitions.</param>
    public static RepeatedKeys Find(KeySpill keys, string folder, long bytesMax, CancellationToken cancellationToken)
    {
        var found = new RepeatedKeys(keys, folder, bytesMax);
        try
        {
            Parallel.ForEach(found.finders, finder => found.Take(finder, cancellationToken));
        }
        catch (AggregateException exception)
        {
            found.Dispose();
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var finder in finders)
        {
            finder.Dispose();
        }
    }

    /// <summary>A power of two.</summary>
    static int PartsOf(long keyCount, long bytesMax)
    {
        var parts = 1;
        while (keyCount * BytesPerKeyMax / parts > bytesMax && parts < 1 << 16)
        {
            parts *= 2;
        }
        return parts;
    }

    /// <summary>Does one part after the other that nobody has taken yet.</summary>
    void Take(RepeatedKeyFinder finder, CancellationToken cancellationToken)
    {
        try
        {
            for (var run = Next(); run < runs.Length; run = Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                runs[run] = finder.Find(run / parts, run % parts, Reserve);
            }
        }
        finally
        {
            // Behind a failure the others have nothing left to do; else all is taken anyway.
            Volatile.Write(ref taken, runs.Length);
        }
    }

    int Next() => Interlocked.Increment(ref taken) - 1;

    uint Reserve(int count) => (uint)(Interlocked.Add(ref keyCount, count) - count);
}

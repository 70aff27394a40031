using System.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>Adds up how long a stage worked and how long it waited, over all its tasks. Read and written per batch, never per row.</summary>
public sealed class StageClock(string name)
{
    long busyTicks;
    long waitTicks;

    /// <summary>Name of the stage.</summary>
    public string Name => name;

    /// <summary>Seconds of work, summed over parallel tasks.</summary>
    public double BusySeconds => (double)Interlocked.Read(ref busyTicks) / Stopwatch.Frequency;

    /// <summary>Seconds of waiting for input or for room, summed over parallel tasks.</summary>
    public double WaitSeconds => (double)Interlocked.Read(ref waitTicks) / Stopwatch.Frequency;

    /// <summary>Counts the time since <paramref name="start"/> as work and returns now.</summary>
    public long Busy(long start) => Add(ref busyTicks, start);

    /// <summary>Counts the time since <paramref name="start"/> as waiting and returns now.</summary>
    public long Wait(long start) => Add(ref waitTicks, start);

    static long Add(ref long ticks, long start)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.Add(ref ticks, now - start);
        return now;
    }
}

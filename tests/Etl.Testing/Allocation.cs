namespace Etl.Testing;

/// <summary>Measures what code allocates.</summary>
public static class Allocation
{
    const int Attempts = 5;

    /// <summary>
    /// Bytes that one call allocates on this thread, the least of some attempts: a collection started by a test on another
    /// thread ends this thread's current piece of the heap, and what was left of it then counts as allocated.
    /// </summary>
    public static long Least(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}

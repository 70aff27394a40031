namespace Etl.Core.Files;

/// <summary>
/// Brings what was written to a file to the disk while more is written. A system keeps writes for half a minute, so a file that is flushed
/// only at its end waits there for nearly all of its bytes.
/// </summary>
/// <param name="flush">Brings all that was written to the disk, and waits for it.</param>
sealed class FlushBehind(Action flush)
{
    /// <summary>Bytes between two flushes: at 1 GB/s the last one takes some 20 ms, and a disk with a head moves it seldom.</summary>
    const long BytesMin = 16 << 20;

    Task flushing = Task.CompletedTask;
    long flushed;

    /// <summary>Starts a flush when there is enough for one and none is running.</summary>
    /// <param name="length">Bytes that were written so far.</param>
    /// <exception cref="IOException">An earlier flush failed. The system says so once only, so a later one would not.</exception>
    public async ValueTask WroteAsync(long length)
    {
        if (length - flushed < BytesMin || !flushing.IsCompleted)
        {
            return;
        }
        await flushing.ConfigureAwait(false);
        flushed = length;
        flushing = Task.Run(flush);
    }

    /// <summary>Waits for the flush that is running.</summary>
    /// <exception cref="IOException">It or an earlier one failed.</exception>
    public Task CompleteAsync() => flushing;
}

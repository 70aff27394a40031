namespace Etl.Core.Contracts;

/// <summary>The right to work on a shard of a set, which one process has at a time. Disposing it gives it up.</summary>
/// <param name="entry">The shard's job: a new one, one to go on with, or one that is complete.</param>
/// <param name="last">Its last committed chunk, or null when it has committed none.</param>
/// <param name="held">What is held as long as the process works on it.</param>
public sealed class ShardSeat(JobEntry entry, Checkpoint? last, IAsyncDisposable held) : IAsyncDisposable
{
    /// <summary>The shard's job.</summary>
    public JobEntry Entry => entry;

    /// <summary>Its last committed chunk, or null.</summary>
    public Checkpoint? Last => last;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => held.DisposeAsync();
}

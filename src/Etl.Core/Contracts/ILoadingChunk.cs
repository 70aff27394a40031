namespace Etl.Core.Contracts;

/// <summary>A chunk on its way into a store. Nothing of it is visible before <see cref="CommitAsync"/> returned.</summary>
public interface ILoadingChunk : IAsyncDisposable
{
    /// <summary>
    /// Waits until all its rows are in the store's hands and each has its bucket; rows that the store refused are rejected.
    /// Called in input order, after the chunk before it was committed.
    /// </summary>
    ValueTask SettleAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the chunk final together with <paramref name="checkpoint"/>, in one transaction. Its rejects are already on disk.
    /// </summary>
    ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken);
}

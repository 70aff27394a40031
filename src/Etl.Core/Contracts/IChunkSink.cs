using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>
/// A sink that loads several chunks at a time, each in a transaction of its own, while they are decided and committed in input
/// order. One task calls it; what it starts may run on others.
/// </summary>
public interface IChunkSink : IBatchSink
{
    /// <summary>How many chunks may be loading at a time; 1 when a chunk must see what the one before it wrote.</summary>
    int ChunksInFlight { get; }

    /// <summary>
    /// How many more may be begun, which are decided and wait until one that is loading is sent. Their batches come out of those
    /// that are gathered, so one of those before them must be finished before more are.
    /// </summary>
    int ChunksAhead { get; }

    /// <summary>
    /// Starts to load the pending rows of the batches, which stay with the sink until the chunk is committed or disposed. The
    /// chunks before it may still be loading.
    /// </summary>
    /// <param name="number">0-based number of the chunk in its job.</param>
    /// <param name="batches">Consecutive batches in input order, at least one.</param>
    /// <param name="cancellationToken">Stops.</param>
    ValueTask<ILoadingChunk> BeginAsync(
        int number,
        IReadOnlyList<RecordBatch> batches,
        CancellationToken cancellationToken
    );
}

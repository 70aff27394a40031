using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>
/// A sink that takes batches one by one, called by one task in input order. Disposed without completing it leaves no trace beyond
/// the chunks that <see cref="CommitAsync"/> made final.
/// </summary>
public interface ISink : IBatchSink
{
    /// <summary>Names of the fields whose cells <see cref="WriteAsync"/> reads, beside the encoded rows; none for most sinks.</summary>
    IReadOnlyList<string> FieldsRead => [];

    /// <summary>
    /// Writes the pending rows of a batch and sets the bucket of each: inserted, updated, unchanged, duplicate or rejected.
    /// May use the batch until it returns, not longer.
    /// </summary>
    ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Makes everything written so far final together with <paramref name="checkpoint"/>, in one transaction. Sinks that are
    /// all-or-nothing (files) do nothing here. The rejects up to the checkpoint are already on disk.
    /// </summary>
    ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken);
}

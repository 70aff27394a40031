using Etl.Core.Diagnostics;

namespace Etl.Core.Contracts;

/// <summary>
/// Where batches end: an <see cref="ISink"/>, which takes them one by one, or an <see cref="IChunkSink"/>, which takes whole chunks
/// and has several of them on their way. Disposed without <see cref="CompleteAsync"/> it leaves no trace beyond committed chunks.
/// </summary>
public interface IBatchSink : IAsyncDisposable
{
    /// <summary>An encoder for one worker, or null when the sink reads cells itself.</summary>
    IBatchEncoder? CreateEncoder();

    /// <summary>What became of the search for duplicates, for the report; null for a sink that looks for none, or does not say. Default: null.</summary>
    ReportDuplicateSearch? DuplicateSearch => null;

    /// <summary>Makes the whole output final. Called once, after the last commit.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}

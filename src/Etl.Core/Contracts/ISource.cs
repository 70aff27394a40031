using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>One opened input whose columns are known. Read by one task; parsed by many.</summary>
public interface ISource : IAsyncDisposable
{
    /// <summary>What was found out when it was opened.</summary>
    SourceDescription Description { get; }

    /// <summary>
    /// Fills the next block with whole rows and sets its length, offset, regularity and last-of-input mark.
    /// Returns false, leaving the block empty, when there is nothing left. After the last block has been read,
    /// <see cref="Description"/> holds the final byte count and digest.
    /// </summary>
    ValueTask<bool> ReadAsync(RowBlock block, CancellationToken cancellationToken);

    /// <summary>A parser for one worker.</summary>
    IBlockParser CreateParser();

    /// <summary>How the original bytes of records are written to a rejects file.</summary>
    IOriginalWriter Originals { get; }

    /// <summary>
    /// Continues behind <paramref name="position"/>, which an earlier run of the same input reported; verifies that the
    /// bytes before it are still the same. Throws <see cref="Diagnostics.JobException"/> when they are not.
    /// </summary>
    ValueTask SeekAsync(SourcePosition position, CancellationToken cancellationToken);

    /// <summary>The position just behind a block that was read.</summary>
    SourcePosition PositionAfter(RowBlock block);
}

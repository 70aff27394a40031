using Etl.Core.Files;

namespace Etl.Formats.Files;

/// <summary>Passes on to a stream.</summary>
/// <param name="stream">Where to write.</param>
/// <param name="isOwned">True to close the stream at the end, as what compresses needs it.</param>
sealed class StreamOutput(Stream stream, bool isOwned) : OutputBuffer
{
    /// <inheritdoc/>
    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        if (isOwned)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<Memory<byte>> PassAsync(
        Memory<byte> filled,
        int length,
        CancellationToken cancellationToken
    )
    {
        await stream.WriteAsync(filled[..length], cancellationToken).ConfigureAwait(false);
        return filled;
    }
}

using Etl.Core.Diagnostics;
using Etl.Core.Files;

namespace Etl.Formats.Files;

/// <summary>Passes on to a stream.</summary>
/// <param name="stream">Where to write.</param>
/// <param name="isOwned">True to close the stream at the end, as what compresses needs it.</param>
sealed class StreamOutput(Stream stream, bool isOwned) : OutputBuffer
{
    /// <summary>The world's failure to write to a stream, a pipe or a device, as one sentence.</summary>
    /// <param name="name">What is written to.</param>
    /// <param name="exception">What the system said.</param>
    public static PipelineException Failed(string name, Exception exception) =>
        new(
            $"Writing to {name} failed ({DiskFailure.Describe(exception)}); what reads it must take all of it and have space for it.",
            exception
        );

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

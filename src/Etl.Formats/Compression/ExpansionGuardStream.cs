using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Formats.Files;

namespace Etl.Formats.Compression;

/// <summary>Passes unpacked bytes on and stops when there are more of them than the packed bytes can honestly hold.</summary>
/// <param name="inner">The unpacked bytes.</param>
/// <param name="packedBytes">How many packed bytes were read so far.</param>
/// <param name="limits">What is allowed.</param>
/// <param name="path">For messages.</param>
sealed class ExpansionGuardStream(Stream inner, Func<long> packedBytes, ExpansionLimits limits, string path)
    : ReadOnlyStream
{
    long length;

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Count(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    int Count(int read)
    {
        length += read;
        if (length > limits.TotalBytesMax)
        {
            throw Refused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it holds more than {limits.TotalBytesMax:N0} bytes unpacked, which is the limit"
                )
            );
        }
        if (length > limits.FreeBytes && length / limits.RatioMax > packedBytes())
        {
            throw Refused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{length:N0} bytes came out of {packedBytes():N0}, more than the limit of {limits.RatioMax}:1"
                )
            );
        }
        return read;
    }

    PipelineException Refused(string why) =>
        new(
            $"Reading \"{path}\": {why}; if the file is what it should be, unpack it yourself and name the unpacked file."
        );
}

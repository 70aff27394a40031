using System.Security.Cryptography;
using Etl.Core.Diagnostics;

namespace Etl.Formats.Files;

/// <summary>
/// The first stage of reading: passes the file's bytes on, counts them and keeps their running SHA-256. Read errors of the
/// world become one clear sentence here, so that no later stage has to know them.
/// </summary>
/// <param name="inner">The file.</param>
/// <param name="path">What it is called in sentences.</param>
/// <param name="digests">False when nobody asks for the digest: it takes the processor 0.6 s for a gigabyte. Default: true.</param>
sealed class DigestingStream(Stream inner, string path, bool digests = true) : ReadOnlyStream
{
    readonly IncrementalHash? hash = digests ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    long bytesRead;

    /// <summary>Bytes passed on so far.</summary>
    public long BytesRead => Volatile.Read(ref bytesRead);

    /// <summary>SHA-256 of the bytes so far as lower-case hex; null when they are not digested. Copies the hash's state: about a microsecond.</summary>
    public string? Digest()
    {
        if (hash is null)
        {
            return null;
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetCurrentHash(digest);
        return Convert.ToHexStringLower(digest);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Take(buffer, inner.Read(buffer));
        }
        catch (IOException exception)
        {
            throw Failed(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Take(buffer.Span, length);
        }
        catch (IOException exception)
        {
            throw Failed(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash?.Dispose();
        }
        base.Dispose(disposing);
    }

    int Take(Span<byte> buffer, int length)
    {
        hash?.AppendData(buffer[..length]);
        Volatile.Write(ref bytesRead, bytesRead + length);
        return length;
    }

    PipelineException Failed(IOException exception) =>
        new(
            $"Reading \"{path}\": {exception.Message} The job stopped there; check the disk or the connection.",
            exception
        );
}

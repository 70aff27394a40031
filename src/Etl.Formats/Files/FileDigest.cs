namespace Etl.Formats.Files;

/// <summary>The SHA-256 of a file, by which a job tells that it is the same one.</summary>
public static class FileDigest
{
    const int BufferBytes = 128 * 1024;

    /// <summary>SHA-256 of the first <paramref name="length"/> bytes of a file, in lower-case hex; null when it is shorter.</summary>
    /// <exception cref="Core.Diagnostics.JobException">It cannot be opened.</exception>
    /// <exception cref="Core.Diagnostics.PipelineException">It cannot be read.</exception>
    public static async ValueTask<string?> OfStartAsync(string path, long length, CancellationToken cancellationToken)
    {
        var file = new DigestingStream(InputFile.Open(path), path);
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[BufferBytes];
            while (file.BytesRead < length)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - file.BytesRead));
                if (await file.ReadAsync(wanted, cancellationToken).ConfigureAwait(false) == 0)
                {
                    return null;
                }
            }
            return file.Digest();
        }
    }
}

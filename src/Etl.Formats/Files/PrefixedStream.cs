namespace Etl.Formats.Files;

/// <summary>A stream whose first bytes were already read to look at them: serves them again, then the rest.</summary>
sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream inner) : ReadOnlyStream
{
    ReadOnlyMemory<byte> prefix = prefix;

    /// <summary>Reads up to <paramref name="lengthMax"/> first bytes of a stream (fewer at its end).</summary>
    public static async ValueTask<byte[]> PeekAsync(Stream stream, int lengthMax, CancellationToken cancellationToken)
    {
        var head = new byte[lengthMax];
        var length = await stream.ReadAtLeastAsync(head, lengthMax, false, cancellationToken).ConfigureAwait(false);
        return length == lengthMax ? head : head[..length];
    }

    public override int Read(Span<byte> buffer) => prefix.IsEmpty ? inner.Read(buffer) : TakePrefix(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        prefix.IsEmpty ? inner.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(TakePrefix(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    int TakePrefix(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, prefix.Length);
        prefix.Span[..length].CopyTo(buffer);
        prefix = prefix[length..];
        return length;
    }
}

namespace Etl.Testing;

/// <summary>
/// A stream that behaves as badly as the contract allows: it gives and takes fewer bytes than asked for (seeded), and fails
/// at a chosen call. Wraps another stream, which it disposes.
/// </summary>
public sealed class FaultyStream(Stream inner) : Stream
{
    /// <summary>When set, each read returns between one byte and what was asked for.</summary>
    public Random? ShortReads { get; init; }

    /// <summary>Most bytes that one read returns. Default: no limit.</summary>
    public int ReadLengthMax { get; init; } = int.MaxValue;

    /// <summary>1-based number of the read call that fails; 0 is never.</summary>
    public int FailAtRead { get; init; }

    /// <summary>1-based number of the write call that fails; 0 is never.</summary>
    public int FailAtWrite { get; init; }

    /// <summary>What is thrown. Default: an <see cref="IOException"/> as a full disk gives it.</summary>
    public Func<Exception> Failure { get; init; } = static () => new IOException("No space left on device");

    /// <summary>Read calls so far.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Write calls so far.</summary>
    public int WriteCount { get; private set; }

    /// <summary>True once it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => inner.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => inner.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => inner.CanWrite;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => inner.Read(buffer[..LengthOfRead(buffer.Length)]);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer[..LengthOfRead(buffer.Length)], cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        CountWrite();
        inner.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        CountWrite();
        return inner.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => inner.SetLength(value);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    int LengthOfRead(int asked)
    {
        if (++ReadCount == FailAtRead)
        {
            throw Failure();
        }
        var length = Math.Min(asked, ReadLengthMax);
        return ShortReads is { } random && length > 1 ? random.Next(1, length + 1) : length;
    }

    void CountWrite()
    {
        if (++WriteCount == FailAtWrite)
        {
            throw Failure();
        }
    }
}

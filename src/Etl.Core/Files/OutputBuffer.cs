namespace Etl.Core.Files;

/// <summary>Gathers what is written in small pieces, to pass it on in large ones.</summary>
public abstract class OutputBuffer
{
    /// <summary>Bytes that are passed on at a time.</summary>
    public const int Capacity = 1 << 20;

    Memory<byte> buffer = AlignedMemory.Allocate(Capacity);
    int used;

    /// <summary>Copies what fits of the bytes from <paramref name="done"/> on; true when all are copied.</summary>
    /// <param name="bytes">What is to be written.</param>
    /// <param name="done">How many of them are copied already; is moved on.</param>
    public bool TryAppend(ReadOnlySpan<byte> bytes, ref int done)
    {
        var length = Math.Min(bytes.Length - done, buffer.Length - used);
        bytes.Slice(done, length).CopyTo(buffer.Span[used..]);
        used += length;
        done += length;
        return done == bytes.Length;
    }

    /// <summary>Copies all bytes, passing on what is in the way.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var done = 0;
        while (!TryAppend(bytes.Span, ref done))
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Passes on what is gathered; to be called when the buffer is full, or at the end.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        buffer = await PassAsync(buffer, used, cancellationToken).ConfigureAwait(false);
        used = 0;
    }

    /// <summary>Passes on everything and waits until it is taken. A file is not flushed to the disk by it.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Passes on the first bytes of a buffer and gives the one to be filled next.</summary>
    /// <param name="filled">The whole buffer.</param>
    /// <param name="length">Bytes in use: all of them but at the end.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    protected abstract ValueTask<Memory<byte>> PassAsync(
        Memory<byte> filled,
        int length,
        CancellationToken cancellationToken
    );
}

using System.Buffers.Binary;
using Etl.Core.Batches;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// One binary <c>COPY … FROM STDIN</c>: rows are gathered into a large buffer and sent as they are. Disposed before
/// <see cref="CompleteAsync"/> it tells the server to fail the COPY: an abandoned raw stream would commit what it holds.
/// </summary>
sealed class CopyIn : IAsyncDisposable
{
    /// <summary>Bytes that are gathered before they are sent: above Npgsql's own buffer, so that they are not copied again.</summary>
    const int BufferBytes = 256 * 1024;

    /// <summary>Signature, no flags, no header extension.</summary>
    static readonly byte[] header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    readonly NpgsqlRawCopyStream stream;
    byte[] buffer;
    int length;
    bool isEnded;

    CopyIn(NpgsqlRawCopyStream stream, byte[] buffer)
    {
        this.stream = stream;
        this.buffer = buffer;
        header.CopyTo(buffer, 0);
        length = header.Length;
    }

    /// <summary>Starts a COPY.</summary>
    public static async ValueTask<CopyIn> StartAsync(
        NpgsqlConnection connection,
        string sql,
        CopyBuffer buffer,
        CancellationToken cancellationToken
    )
    {
        var stream = await connection.BeginRawBinaryCopyAsync(sql, cancellationToken).ConfigureAwait(false);
        return new CopyIn(stream, buffer.Bytes(BufferBytes));
    }

    /// <summary>
    /// Space for the next <paramref name="size"/> bytes, which count as written; empty when the buffer must be sent first.
    /// </summary>
    public Span<byte> TryTake(int size)
    {
        var space = TryReserve(size);
        if (space.IsEmpty)
        {
            return default;
        }
        length += size;
        return space[..size];
    }

    /// <summary>
    /// Space for at least <paramref name="size"/> bytes, of which those count as written that <see cref="Advance"/> takes; empty when the buffer must
    /// be sent first.
    /// </summary>
    public Span<byte> TryReserve(int size)
    {
        if (buffer.Length - length < size)
        {
            if (length > 0)
            {
                return default;
            }
            buffer = new byte[size];
        }
        return buffer.AsSpan(length);
    }

    /// <summary>Takes the first <paramref name="size"/> bytes of the space that was reserved last.</summary>
    public void Advance(int size) => length += size;

    /// <summary>Adds bytes; false when the buffer must be sent first.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        var space = TryTake(bytes.Length);
        if (space.IsEmpty)
        {
            return false;
        }
        bytes.CopyTo(space);
        return true;
    }

    /// <summary>Adds a tuple, sending the buffer first when it is full. Without an object for each.</summary>
    public ValueTask WriteAsync(EncodedRows tuple, CancellationToken cancellationToken) =>
        TryWrite(tuple.Bytes) ? ValueTask.CompletedTask : FlushAndWriteAsync(tuple, cancellationToken);

    async ValueTask FlushAndWriteAsync(EncodedRows tuple, CancellationToken cancellationToken)
    {
        do
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        } while (!TryWrite(tuple.Bytes));
    }

    /// <summary>Sends what was gathered.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        length = 0;
    }

    /// <summary>Ends the COPY: the server has taken all rows, or refuses with an exception.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (buffer.Length - length < sizeof(short))
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        BinaryPrimitives.WriteInt16BigEndian(TryTake(sizeof(short)), -1);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        isEnded = true;
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isEnded)
        {
            return;
        }
        isEnded = true;
        try
        {
            await stream.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            // What ended the COPY is on its way already; a connection that is gone took the COPY with it.
        }
    }
}

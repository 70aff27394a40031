using System.Buffers.Binary;
using Npgsql;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Reads the rows of one binary <c>COPY … TO STDOUT</c> one by one. The values of a row are valid until the next one is read.
/// </summary>
sealed class CopyOut : IAsyncDisposable
{
    const int BufferBytes = 128 * 1024;
    const int SignatureBytes = 11;

    readonly NpgsqlRawCopyStream stream;
    byte[] buffer = new byte[BufferBytes];
    (int Offset, int Length)[] fields = [];
    int start;
    int end;

    CopyOut(NpgsqlRawCopyStream stream) => this.stream = stream;

    /// <summary>Starts a COPY and reads its header.</summary>
    public static async ValueTask<CopyOut> StartAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var copy = new CopyOut(await connection.BeginRawBinaryCopyAsync(sql, cancellationToken).ConfigureAwait(false));
        const int HeaderBytes = SignatureBytes + 2 * sizeof(int);
        await copy.FillAsync(HeaderBytes, cancellationToken).ConfigureAwait(false);
        var extension = BinaryPrimitives.ReadInt32BigEndian(copy.buffer.AsSpan(SignatureBytes + sizeof(int)));
        await copy.FillAsync(HeaderBytes + extension, cancellationToken).ConfigureAwait(false);
        copy.start += HeaderBytes + extension;
        return copy;
    }

    /// <summary>Reads the next row; false when there is none.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await FillAsync(sizeof(short), cancellationToken).ConfigureAwait(false);
        var count = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start));
        if (count < 0)
        {
            return false;
        }
        if (fields.Length != count)
        {
            fields = new (int, int)[count];
        }
        var at = sizeof(short);
        for (var field = 0; field < count; field++)
        {
            await FillAsync(at + sizeof(int), cancellationToken).ConfigureAwait(false);
            var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start + at)));
            at += sizeof(int);
            await FillAsync(at + length, cancellationToken).ConfigureAwait(false);
            fields[field] = (at, length);
            at += length;
        }
        // Filling may have moved the row; its fields are kept relative to its start.
        for (var field = 0; field < count; field++)
        {
            fields[field].Offset += start;
        }
        start += at;
        return true;
    }

    /// <summary>A value of the row read last; empty for null.</summary>
    public ReadOnlySpan<byte> Value(int field) => buffer.AsSpan(fields[field].Offset, fields[field].Length);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            // A connection that is gone took the COPY with it, and whoever reads has been told already.
        }
    }

    /// <summary>Makes sure that so many bytes lie behind the start.</summary>
    ValueTask FillAsync(int count, CancellationToken cancellationToken) =>
        end - start >= count ? ValueTask.CompletedTask : ReadMoreAsync(count, cancellationToken);

    async ValueTask ReadMoreAsync(int count, CancellationToken cancellationToken)
    {
        if (buffer.Length - start < count)
        {
            var target = buffer.Length >= count ? buffer : new byte[Math.Max(count, 2 * buffer.Length)];
            buffer.AsSpan(start, end - start).CopyTo(target);
            buffer = target;
            end -= start;
            start = 0;
        }
        while (end - start < count)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The server ended the COPY in the middle of a row.");
            }
            end += read;
        }
    }
}

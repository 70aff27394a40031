using Etl.Databases.Postgres.Loading;
using Npgsql;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Reads the rows of a query one by one, each value as the bytes of its type's binary form. The values of a row are valid until the
/// next one is read.
/// </summary>
/// <remarks>
/// A row of a COPY is a message of its own, and Npgsql makes an object for each piece that is read from a raw COPY; a query's
/// reader makes none.
/// </remarks>
sealed class ContactReader : IAsyncDisposable
{
    const int BufferBytes = 16 * 1024;

    readonly NpgsqlCommand command;
    readonly CopyBuffer kept;
    byte[] buffer;
    NpgsqlDataReader? reader;
    (int Offset, int Length)[] fields = [];

    /// <summary>True when the values of the row read last lie in the buffer.</summary>
    bool isTaken;

    ContactReader(NpgsqlCommand command, CopyBuffer kept)
    {
        this.command = command;
        this.kept = kept;
        buffer = kept.Bytes(BufferBytes);
    }

    /// <summary>Starts a query.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="buffer">Memory for a row, which nothing else may use before the reader is disposed.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<ContactReader> StartAsync(
        NpgsqlConnection connection,
        string sql,
        CopyBuffer buffer,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        var contacts = new ContactReader(command, buffer);
        try
        {
            contacts.reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            contacts.fields = new (int, int)[contacts.reader.FieldCount];
            return contacts;
        }
        catch
        {
            await contacts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the next row; false when there is none.</summary>
    public Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        isTaken = false;
        return reader!.ReadAsync(cancellationToken);
    }

    /// <summary>A value of the row read last; empty for null.</summary>
    public ReadOnlySpan<byte> Value(int field)
    {
        if (!isTaken)
        {
            TakeRow();
        }
        return buffer.AsSpan(fields[field].Offset, fields[field].Length);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (reader is not null)
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            // A connection that is gone took the query with it, and whoever reads has been told already.
        }
        await command.DisposeAsync().ConfigureAwait(false);
    }

    void TakeRow()
    {
        var end = 0;
        for (var field = 0; field < fields.Length; field++)
        {
            var length = reader!.IsDBNull(field) ? 0 : (int)reader.GetBytes(field, 0, null, 0, 0);
            fields[field] = (end, length);
            if (length > 0)
            {
                MakeRoom(end, length);
                reader.GetBytes(field, 0, buffer, end, length);
                end += length;
            }
        }
        isTaken = true;
    }

    void MakeRoom(int end, int length)
    {
        if (buffer.Length - end < length)
        {
            var before = buffer;
            buffer = kept.Bytes(Math.Max(checked(end + length), 2 * buffer.Length));
            before.AsSpan(0, end).CopyTo(buffer);
        }
    }
}

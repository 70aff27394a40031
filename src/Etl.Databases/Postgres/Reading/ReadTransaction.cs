using System.Data;
using Npgsql;

namespace Etl.Databases.Postgres.Reading;

/// <summary>A connection inside a transaction that only reads and sees one moment of the database throughout.</summary>
/// <param name="connection">Open; whoever made it disposes it.</param>
sealed class ReadTransaction(NpgsqlConnection connection)
{
    /// <summary>
    /// The settings under which the server's texts are those that Etl writes, whatever the role or the database has set. The last
    /// statement takes the snapshot: behind it nothing can make the transaction write again.
    /// </summary>
    const string Begin = """
        begin transaction isolation level repeatable read, read only;
        set local timezone = 'UTC';
        set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'iso_8601';
        set local extra_float_digits = 1;
        set local bytea_output = 'hex';
        set local xmloption = 'content';
        set local standard_conforming_strings = on;
        set local statement_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
        select pg_encoding_to_char(encoding) from pg_database where datname = current_database();
        """;

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>True when the order of bytes is the order of code points on the server too.</summary>
    public bool IsUtf8 { get; private set; }

    /// <summary>Starts the transaction.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Begin, connection);
        await using (command.ConfigureAwait(false))
        {
            var encoding = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            IsUtf8 = encoding is "UTF8";
        }
    }

    /// <summary>Names and types of a statement's columns, as the server describes them; the statement does not run.</summary>
    public async ValueTask<IReadOnlyList<(string Name, uint TypeOid)>> DescribeAsync(
        string sql,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command
                .ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken)
                .ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var columns = new (string, uint)[reader.FieldCount];
                for (var index = 0; index < columns.Length; index++)
                {
                    columns[index] = (reader.GetName(index), reader.GetDataTypeOID(index));
                }
                return columns;
            }
        }
    }

    /// <summary>The texts of a statement's only column.</summary>
    public async ValueTask<IReadOnlyList<string>> ReadTextsAsync(string sql, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    texts.Add(reader.GetString(0));
                }
            }
        }
        return texts;
    }

    /// <summary>Starts a binary COPY of a query's rows and takes its header off.</summary>
    public async ValueTask<NpgsqlRawCopyStream> CopyAsync(string sql, CancellationToken cancellationToken)
    {
        const int signatureBytes = 11;
        const int headerBytes = signatureBytes + 2 * sizeof(int);
        var stream = await connection
            .BeginRawBinaryCopyAsync($"COPY ({sql}\n) TO STDOUT (FORMAT binary)", cancellationToken)
            .ConfigureAwait(false);
        // The signature, the flags, and the length of an extension that no server has sent yet.
        var header = new byte[headerBytes];
        await stream.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
        var extension = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(^sizeof(int)));
        await stream.ReadExactlyAsync(new byte[extension], cancellationToken).ConfigureAwait(false);
        return stream;
    }
}

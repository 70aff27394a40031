using System.Text;
using Etl.Core.Batches;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Encoders;
using Etl.Testing;
using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Tests.Postgres.Encoders;

/// <summary>
/// Holds an encoder against the server: what a literal becomes in a column, and what it becomes encoded and copied, must be the
/// same text; what the server refuses, the encoder must refuse with the same state.
/// </summary>
sealed class ServerComparison : IAsyncDisposable
{
    const string Setup = """
        set datestyle = 'ISO, MDY'; set timezone = 'UTC'; set extra_float_digits = 1; set intervalstyle = postgres;
        create function etl_try(value text) returns text language plpgsql as $$
        declare shown text;
        begin
          execute format('insert into literal values (%L) returning c::text', value) into shown;
          return 'ok ' || coalesce(shown, 'null');
        exception when others then
          return sqlstate;
        end $$;
        """;

    // "PGCOPY\n\377\r\n\0", no flags, no extension.
    static readonly byte[] copyHeader = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, .. new byte[8]];

    readonly PostgresDatabase database;
    readonly NpgsqlConnection connection;

    ServerComparison(PostgresDatabase database, NpgsqlConnection connection)
    {
        this.database = database;
        this.connection = connection;
    }

    public static async Task<ServerComparison> StartAsync(CancellationToken cancellationToken)
    {
        var database = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        var comparison = new ServerComparison(database, await database.OpenAsync(cancellationToken));
        await comparison.RunAsync(Setup, cancellationToken);
        return comparison;
    }

    public async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Value by value: what the server says, and what the encoder makes, both as <c>ok …</c> or a state.</summary>
    public async Task<List<(string Value, string Server, string Encoder)>> CompareAsync(
        string type,
        IReadOnlyList<string> values,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(
            $"drop table if exists literal, copied; create table literal (c {type}); create table copied (n int, c {type})",
            cancellationToken
        );
        var table = await TargetTable.ReadAsync(connection, new TableName("public", "literal"), cancellationToken);
        var encoder = CellEncoder.For(table!.Columns[0]);
        Assert.NotNull(encoder);
        var server = await TryLiteralsAsync(values, cancellationToken);
        var own = await CopyAsync(encoder, values, cancellationToken);
        return [.. values.Select((value, index) => (value, server[index], own[index]))];
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    async Task<string[]> TryLiteralsAsync(IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select array(select etl_try(v) from unnest($1) with ordinality as l (v, n) order by n)",
            connection
        );
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Text, values.ToArray());
        return (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    async Task<string[]> CopyAsync(
        CellEncoder encoder,
        IReadOnlyList<string> values,
        CancellationToken cancellationToken
    )
    {
        var output = new EncodedRows();
        var results = new string[values.Count];
        await using (
            var copy = await connection.BeginRawBinaryCopyAsync(
                "copy copied from stdin (format binary)",
                cancellationToken
            )
        )
        {
            await copy.WriteAsync(copyHeader, cancellationToken);
            for (var index = 0; index < values.Count; index++)
            {
                output.Clear();
                results[index] = encoder.Encode(Encoding.UTF8.GetBytes(values[index]), output) ?? "";
                Assert.Equal(results[index].Length == 0, output.Length > 0);
                if (output.Length > 0)
                {
                    await copy.WriteAsync(
                        new byte[]
                        {
                            0,
                            2,
                            0,
                            0,
                            0,
                            4,
                            (byte)(index >> 24),
                            (byte)(index >> 16),
                            (byte)(index >> 8),
                            (byte)index,
                        },
                        cancellationToken
                    );
                    await copy.WriteAsync(output.Bytes.ToArray(), cancellationToken);
                }
            }
            await copy.WriteAsync(new byte[] { 0xFF, 0xFF }, cancellationToken);
        }
        await using var command = new NpgsqlCommand("select n, coalesce(c::text, 'null') from copied", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            results[reader.GetInt32(0)] = "ok " + reader.GetString(1);
        }
        return results;
    }
}

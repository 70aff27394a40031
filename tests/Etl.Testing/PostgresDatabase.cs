using System.Globalization;
using Npgsql;

namespace Etl.Testing;

/// <summary>A database of one test, dropped when disposed, with the few statements that a test needs.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    readonly string administratorString;

    PostgresDatabase(string administratorString, string name)
    {
        this.administratorString = administratorString;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(administratorString) { Database = name }.ConnectionString;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>For Npgsql, with the password, without pooling.</summary>
    public string ConnectionString { get; }

    /// <summary>For Etl, with the password: <c>postgres://user:password@host:port/database</c>.</summary>
    public string Uri
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            var password = parts.Password is { Length: > 0 } text ? ":" + System.Uri.EscapeDataString(text) : "";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"postgres://{System.Uri.EscapeDataString(parts.Username!)}{password}@{parts.Host}:{parts.Port}/{Name}"
            );
        }
    }

    /// <summary>The URI with a table, for <c>--to</c>.</summary>
    public string UriOf(string table) => $"{Uri}?table={System.Uri.EscapeDataString(table)}";

    /// <summary>A connection, opened; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Runs statements; returns the number of rows they changed.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first cell of the first row; null (or the default) when there is no row or the cell is null.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    /// <summary>All rows as the server prints them (<c>::text</c>); null cells are null.</summary>
    public async Task<List<string?[]>> RowsAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = 0,
            AllResultTypesAreUnknown = true,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new string?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = reader.IsDBNull(column) ? null : reader.GetString(column);
            }
            rows.Add(row);
        }
        return rows;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync(administratorString, $"drop database if exists {Name} with (force)", CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The test stopped the server; its folder goes with it.
        }
    }

    internal static async Task<PostgresDatabase> CreateAsync(
        string administratorString,
        string name,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(administratorString, $"drop database if exists {name} with (force)", cancellationToken);
        await RunAsync(
            administratorString,
            $"create database {name} template template0 encoding 'UTF8'",
            cancellationToken
        );
        return new PostgresDatabase(administratorString, name);
    }

    static async Task RunAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>Short forms for statements without a time limit of the client's; parameters are <c>$1</c>, <c>$2</c> … in order.</summary>
static class LedgerCommands
{
    /// <summary>Runs a statement; returns the number of rows that it changed.</summary>
    public static async ValueTask<long> RunAsync(
        this NpgsqlConnection connection,
        string sql,
        object?[] parameters,
        CancellationToken cancellationToken
    )
    {
        var command = Command(connection, sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The first cell of the first row, or the default when there is no row or the cell is NULL.</summary>
    public static async ValueTask<T?> ScalarAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        object?[] parameters,
        CancellationToken cancellationToken
    )
    {
        var command = Command(connection, sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is T value
                ? value
                : default;
        }
    }

    /// <summary>All rows, each as <paramref name="read"/> makes it.</summary>
    public static async ValueTask<List<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        object?[] parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        await connection.CollectAsync(sql, parameters, read, rows, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Adds all rows, each as <paramref name="read"/> makes it, to those that are there.</summary>
    public static async ValueTask CollectAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        object?[] parameters,
        Func<NpgsqlDataReader, T> read,
        List<T> rows,
        CancellationToken cancellationToken
    )
    {
        var command = Command(connection, sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }
    }

    /// <summary>Adds a statement to those that are sent together; a null parameter is a bigint.</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters)
        {
            command.Parameters.Add(
                value is null
                    ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }
                    : new NpgsqlParameter { Value = value }
            );
        }
        batch.BatchCommands.Add(command);
    }

    /// <summary>A cell, or null when it is NULL.</summary>
    public static T? ValueOrNull<T>(this NpgsqlDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>A text, or null when it is NULL.</summary>
    public static string? TextOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }
        return command;
    }
}

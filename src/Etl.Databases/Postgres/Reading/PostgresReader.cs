using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Npgsql;

namespace Etl.Databases.Postgres.Reading;

/// <summary>Opens what an address names for reading. Nothing is ever made or changed.</summary>
public static class PostgresReader
{
    /// <summary>
    /// Opens an input: a query, the contacts of a table that Etl made, or any other table or view with its columns as they are.
    /// </summary>
    public static async ValueTask<ISource> OpenInputAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var connections = new PostgresConnections(address);
        await using (connections.ConfigureAwait(false))
        {
            var connection = await connections.OpenAsync("input", cancellationToken).ConfigureAwait(false);
            if (address.Query is { } sql)
            {
                return await PostgresSource
                    .OpenQueryAsync(connection, address, sql, cancellationToken)
                    .ConfigureAwait(false);
            }
            return await IsMadeByEtlAsync(connection, address, cancellationToken).ConfigureAwait(false)
                ? await PostgresSource
                    .OpenAsync(connection, address, true, new StoreQuery(null, null), cancellationToken)
                    .ConfigureAwait(false)
                : await PostgresSource.OpenTableAsync(connection, address, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a store's contacts, or the rows of the query that its address names.</summary>
    internal static async ValueTask<ISource> OpenAsync(
        PostgresConnections connections,
        StoreQuery query,
        CancellationToken cancellationToken
    )
    {
        var address = connections.Address;
        if (address.Query is not null && (query.Columns is not null || query.Where is not null))
        {
            throw new JobException(
                "--columns and --where choose from the contacts of a table, and a query chooses for itself; write both into the query."
            );
        }
        var connection = await connections.OpenAsync("export", cancellationToken).ConfigureAwait(false);
        if (address.Query is { } sql)
        {
            return await PostgresSource
                .OpenQueryAsync(connection, address, sql, cancellationToken)
                .ConfigureAwait(false);
        }
        var isMadeByEtl = await IsMadeByEtlAsync(connection, address, cancellationToken).ConfigureAwait(false);
        return await PostgresSource
            .OpenAsync(connection, address, isMadeByEtl, query, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Closes the connection when it cannot be found out.</summary>
    static async ValueTask<bool> IsMadeByEtlAsync(
        NpgsqlConnection connection,
        PostgresAddress address,
        CancellationToken cancellationToken
    )
    {
        var ledger = new PostgresLedger(address.Table);
        try
        {
            return await ledger.ExistsAsync(connection, cancellationToken).ConfigureAwait(false)
                && await ledger.IsMadeByEtlAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (
                PostgresFailures.Describe(address, exception, "read its ledger") is var described
                && described != exception
            )
            {
                throw described;
            }
            throw;
        }
    }
}

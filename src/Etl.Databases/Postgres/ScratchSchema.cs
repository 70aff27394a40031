using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres;

/// <summary>A schema of a database for trial loads: made empty, emptied before each load, and dropped with all that is in it.</summary>
public sealed class ScratchSchema : IAsyncDisposable
{
    readonly PostgresConnections connections;
    readonly string name = $"etl_bench_{Guid.NewGuid():N}"[..18];

    /// <summary>Makes nothing yet; see <see cref="ClearAsync"/>.</summary>
    /// <param name="address">The database; its table is not touched.</param>
    public ScratchSchema(PostgresAddress address) => connections = new PostgresConnections(address);

    /// <summary>The table to load into, which does not exist.</summary>
    public string Table => $"{name}.contacts";

    /// <summary>Leaves the schema there, and empty.</summary>
    public ValueTask ClearAsync(CancellationToken cancellationToken) =>
        ExecuteAsync($"drop schema if exists {name} cascade; create schema {name}", cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"drop schema if exists {name} cascade", CancellationToken.None).ConfigureAwait(false);
        await connections.DisposeAsync().ConfigureAwait(false);
    }

    async ValueTask ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        var connection = await connections.OpenAsync("bench", cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException exception)
            {
                throw PostgresFailures.Describe(connections.Address, exception, "make a schema for trial loads");
            }
        }
    }
}

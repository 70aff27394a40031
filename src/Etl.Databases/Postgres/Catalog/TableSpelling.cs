using Etl.Core.Diagnostics;
using Npgsql;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>
/// Guards against the commonest slip with names: as in SQL, <c>People</c> without quotes means <c>people</c>, and a new table of
/// that name would be filled beside the one that was meant.
/// </summary>
static class TableSpelling
{
    const string Query = """
        select other.relname from pg_catalog.pg_class other join pg_catalog.pg_namespace schema on schema.oid = other.relnamespace
        where schema.nspname = $1 and lower(other.relname) = lower($2) and other.relkind in ('r', 'p', 'v', 'm', 'f')
        order by other.relname = $2 desc, other.relname limit 1
        """;

    /// <summary>Throws when there is no such table, but one that differs in capitals.</summary>
    public static async ValueTask CheckAsync(
        NpgsqlConnection connection,
        TableName table,
        CancellationToken cancellationToken
    )
    {
        using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table.Schema });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table.Name });
        var found = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
        if (found is not null && found != table.Name)
        {
            var other = table with { Name = found };
            throw new JobException(
                $"There is no table {table}, but there is {other}; capitals count between quotes only, so write ?table={other} if that is the one."
            );
        }
    }
}

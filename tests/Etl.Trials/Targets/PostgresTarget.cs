using System.Security.Cryptography;
using Etl.Testing;
using Npgsql;

namespace Etl.Trials.Targets;

/// <summary>The table <c>contacts</c> of a database of its own.</summary>
sealed class PostgresTarget(PostgresDatabase database, int? proxyPort) : ITrialTarget
{
    const string ContactColumns = """
        select string_agg(quote_ident(attname), ', ' order by attname) from pg_attribute
        where attrelid = 'contacts'::regclass and attnum > 0 and not attisdropped
            and attname not in ('id', 'job_id', 'created_at', 'updated_at')
        """;

    /// <summary>A row of a table that Etl filled alone belongs to exactly one chunk, and the chunks' counts add up to the table.</summary>
    const string Leftovers = """
        select 'relation ' || relname from pg_class
        where relkind in ('r', 'p', 'S', 'i', 'v', 'm') and (relname like 'etl\_stage%' or relpersistence <> 'p')
        union all
        select 'backend ' || application_name || ' ' || coalesce(state, '') from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        union all
        select 'prepared transaction ' || gid from pg_prepared_xacts where database = current_database()
        union all
        select 'lock ' || locktype from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
        union all
        select 'orphans ' || count(*) from contacts
        where not exists (select from etl_chunk where id between first_id and last_id) having count(*) > 0
        union all
        select 'chunks count ' || sum(inserted) || ' rows' from etl_chunk
        having sum(inserted) <> (select count(*) from contacts)
        union all
        select 'job ' || id || ' is ' || state from etl_job where lower(state) <> 'succeeded'
        """;

    /// <summary>A server notices a killed client when it next reads or writes.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The database itself.</summary>
    public PostgresDatabase Database => database;

    public string Uri =>
        new UriBuilder(database.Uri)
        {
            Port = proxyPort ?? new NpgsqlConnectionStringBuilder(database.ConnectionString).Port,
        }
            .Uri
            .AbsoluteUri;

    public async Task<(long Rows, string Hash)> ReadContactsAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ScalarAsync<long>("select count(*) from contacts", cancellationToken);
        var columns = await database.ScalarAsync<string>(ContactColumns, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy (select {columns} from contacts order by id) to stdout (format binary)",
            cancellationToken
        );
        return (rows, Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellationToken)));
    }

    public async Task<bool> HasJobAsync(CancellationToken cancellationToken) =>
        await database.ScalarAsync<bool>("select to_regclass('etl_job') is not null", cancellationToken)
        && await database.ScalarAsync<bool>("select exists (select from etl_job)", cancellationToken);

    public async Task<string> FindLeftoversAsync(CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + patience;
        while (true)
        {
            var found = await database.RowsAsync(Leftovers, cancellationToken);
            if (found.Count == 0 || TimeProvider.System.GetUtcNow() > end)
            {
                return string.Join(", ", found.Select(row => row[0]).Order(StringComparer.Ordinal));
            }
            await Task.Delay(pause, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

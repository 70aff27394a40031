using Etl.Core.Contracts;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>Holds what the ledger says about a job against the rows that are really there, in the caller's transaction.</summary>
sealed class PostgresVerification
{
    readonly NpgsqlConnection connection;
    readonly PostgresLedger ledger;
    readonly TargetTable table;
    readonly JobEntry job;
    readonly List<ChunkEntry> chunks;
    readonly JobRows rows;
    readonly LedgerChecks checks = new();

    PostgresVerification(
        NpgsqlConnection connection,
        PostgresLedger ledger,
        TargetTable table,
        JobEntry job,
        List<ChunkEntry> chunks
    )
    {
        this.connection = connection;
        this.ledger = ledger;
        this.table = table;
        this.job = job;
        this.chunks = chunks;
        rows = new JobRows(table, ledger, job.Id);
    }

    /// <summary>Runs all checks. The transaction sees one moment and is rolled back: it makes temporary tables.</summary>
    public static async ValueTask<VerifyResult> RunAsync(
        NpgsqlConnection connection,
        PostgresLedger ledger,
        TargetTable table,
        JobEntry job,
        CancellationToken cancellationToken
    )
    {
        var chunks = await ledger.ChunksAsync(connection, job.Id, cancellationToken).ConfigureAwait(false);
        var verification = new PostgresVerification(connection, ledger, table, job, chunks);
        await verification.CheckAllAsync(cancellationToken).ConfigureAwait(false);
        return verification.checks.Found;
    }

    async ValueTask CheckAllAsync(CancellationToken cancellationToken)
    {
        checks.AddTotals(job.Rows, chunks.Count, chunks.Sum(chunk => chunk.Inserted));
        checks.AddNumbers([.. chunks.Select(chunk => (long)chunk.Number)]);
        if (job.State == JobState.Undone)
        {
            checks.AddUndone(job.Id);
            return;
        }
        await rows.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var noted = rows.Identity.HasKey
            ? await CountAsync($"{ledger.Tables.Inserted} k where k.for_job = $1", cancellationToken)
                .ConfigureAwait(false)
            : 0;
        var known = 0L;
        if (rows.Identity.HasKey && chunks.Exists(chunk => chunk.FirstId is not null))
        {
            known += chunks.Where(chunk => chunk.FirstId is not null).Sum(chunk => chunk.Inserted);
            await CheckRangesAsync(cancellationToken).ConfigureAwait(false);
        }
        if (noted > 0)
        {
            known += noted;
            await CheckNotedAsync(cancellationToken).ConfigureAwait(false);
        }
        await CheckUnknownAsync(chunks.Sum(chunk => chunk.Inserted) - known, cancellationToken).ConfigureAwait(false);
        if (rows.Identity.HasKey)
        {
            await CheckUpdatedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask CheckRangesAsync(CancellationToken cancellationToken)
    {
        var key = rows.Identity.Key;
        await CheckChunksAsync(
                $"""
                select k.chunk, k.inserted, count({key}), k.first_id, k.last_id
                from {ledger.Tables.Chunk} k left join {table.Name.Quoted} t on {key} between k.first_id and k.last_id
                where k.job_id = $1 and k.inserted > 0 and k.first_id is not null
                group by k.chunk, k.inserted, k.first_id, k.last_id having count({key}) < k.inserted order by k.chunk
                """,
                reader => FormattableString.Invariant($" (ids {reader.GetInt64(3)} to {reader.GetInt64(4)})"),
                cancellationToken
            )
            .ConfigureAwait(false);
        await CheckUntouchedAsync(rows.InRanges, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask CheckNotedAsync(CancellationToken cancellationToken)
    {
        var key = rows.Identity.Key;
        await CheckChunksAsync(
                $"""
                select c.chunk, c.inserted, count({key})
                from {ledger.Tables.Chunk} c left join {ledger.Tables.Inserted} k on k.for_job = c.job_id and k.chunk = c.chunk
                    left join {table.Name.Quoted} t on {key} = {rows.Identity.FromText("k.key")}
                where c.job_id = $1 and c.first_id is null
                group by c.chunk, c.inserted having count({key}) <> c.inserted order by c.chunk
                """,
                _ => "",
                cancellationToken
            )
            .ConfigureAwait(false);
        await CheckUntouchedAsync(rows.Noted, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask CheckChunksAsync(
        string sql,
        Func<NpgsqlDataReader, string> where,
        CancellationToken cancellationToken
    )
    {
        var wrong = await connection
            .ListAsync(
                sql,
                [job.Id],
                reader => (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), where(reader)),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var (chunk, inserted, found, place) in wrong)
        {
            checks.AddChunkRows(chunk, inserted, found, place);
        }
    }

    async ValueTask CheckUntouchedAsync(RowSource source, CancellationToken cancellationToken)
    {
        var (found, untouched) = await CountUntouchedAsync(source, cancellationToken).ConfigureAwait(false);
        checks.Add(
            true,
            $"Inserted contacts: {found:N0} are there; {untouched:N0} are as the job left them, {found - untouched:N0} were changed since."
        );
    }

    /// <summary>Rows whose keys nobody knows: those that were changed and those that were removed since look alike.</summary>
    async ValueTask CheckUnknownAsync(long unknown, CancellationToken cancellationToken)
    {
        if (unknown > 0)
        {
            var all = rows.All with { Where = rows.All.Where + " and " + rows.IsNew };
            var (_, untouched) = await CountUntouchedAsync(all, cancellationToken).ConfigureAwait(false);
            checks.LeavesOpen = untouched < unknown;
            checks.Add(
                untouched <= unknown,
                $"Inserted rows whose keys are not known: {unknown:N0}; {untouched:N0} are as the job left them, {unknown - untouched:N0} were changed or removed since."
            );
        }
    }

    async ValueTask CheckUpdatedAsync(CancellationToken cancellationToken)
    {
        var updated = await CountAsync(
                $"{ledger.Tables.Before} b where b.for_job = $1 and b.xid not in (select xid from pg_temp.etl_writer)",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (updated == 0 && job.Rows.Updated == 0)
        {
            return;
        }
        var source = rows.Updated with
        {
            Where = rows.Updated.Where + " and b.xid not in (select xid from pg_temp.etl_writer)",
        };
        var (found, untouched) = await CountUntouchedAsync(source, cancellationToken).ConfigureAwait(false);
        checks.Add(
            updated <= job.Rows.Updated,
            $"Updated contacts: the totals say {job.Rows.Updated:N0} records, which changed {updated:N0} contacts that were there before; {untouched:N0} of these are as the job left them, {found - untouched:N0} were changed and {updated - found:N0} removed since."
        );
    }

    async ValueTask<(long Found, long Untouched)> CountUntouchedAsync(
        RowSource source,
        CancellationToken cancellationToken
    )
    {
        var counts = await connection
            .ListAsync(
                $"select count(*), count(*) filter (where {rows.IsUntouched}) from {source.From} {rows.WriterJoins} where {source.Where}",
                [job.Id],
                reader => (reader.GetInt64(0), reader.GetInt64(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return counts[0];
    }

    ValueTask<long> CountAsync(string from, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>($"select count(*) from {from}", [job.Id], cancellationToken);
}

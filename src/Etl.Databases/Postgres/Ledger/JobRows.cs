using Etl.Databases.Postgres.Catalog;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// Which rows a job wrote, in temporary tables of one transaction: <c>etl_writer</c> holds the numbers of its chunks'
/// transactions, <c>etl_again</c> the rows that the undo of a later job made again as this job had left them.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="ledger">Its ledger.</param>
/// <param name="jobId">The job.</param>
sealed class JobRows(TargetTable table, PostgresLedger ledger, long jobId)
{
    readonly RowIdentity identity = new(table);

    /// <summary>
    /// Joins behind the FROM of a <see cref="RowSource"/>, for <see cref="IsUntouched"/>. Joins, because the undo of another job
    /// may have made any number of rows again, and a subquery that does not fit into the server's memory is asked for each row.
    /// </summary>
    public string WriterJoins =>
        "left join pg_temp.etl_writer w on w.xid = t.xmin::text::bigint"
        + (
            identity.HasKey
                ? $" left join pg_temp.etl_again a on a.xid = t.xmin::text::bigint and a.key = {identity.Key}::text"
                : ""
        );

    /// <summary>Row <c>t</c> is as the job left it: nobody has written it since, or his undo took that back.</summary>
    public string IsUntouched => identity.HasKey ? "(w.xid is not null or a.xid is not null)" : "w.xid is not null";

    /// <summary>Rows in the ranges of ids that the job's chunks reserved. Parameter: the job.</summary>
    public RowSource InRanges =>
        new(
            $"{ledger.Tables.Chunk} k join {table.Name.Quoted} t on {identity.Key} between k.first_id and k.last_id",
            "k.job_id = $1 and k.inserted > 0"
        );

    /// <summary>Rows whose keys the job noted when it inserted them. Parameter: the job.</summary>
    public RowSource Noted =>
        new(
            $"{ledger.Tables.Inserted} k join {table.Name.Quoted} t on {identity.Key} = {identity.FromText("k.key")}",
            "k.for_job = $1"
        );

    /// <summary>All rows, for jobs of whose inserted rows nobody knows the keys. Parameter: the job.</summary>
    public RowSource All => new($"{table.Name.Quoted} t", "$1::bigint is not null");

    /// <summary>
    /// Row <c>t</c> was not there before the job; only its own rows are kept in images that it wrote itself. Parameter: the job.
    /// </summary>
    public string IsNew =>
        identity.HasKey
            ? $"not exists (select 1 from {ledger.Tables.Before} b where b.for_job = $1 and b.key = {identity.Key}::text and b.xid not in (select xid from pg_temp.etl_writer))"
            : "true";

    /// <summary>Rows that the job updated, with <c>b</c> as they were before. Parameter: the job.</summary>
    public RowSource Updated =>
        new(
            $"{ledger.Tables.Before} b join {table.Name.Quoted} t on {identity.Key} = {identity.FromText("b.key")}",
            "b.for_job = $1 and b.restored_xid is null"
        );

    /// <summary>How rows are found again.</summary>
    public RowIdentity Identity => identity;

    /// <summary>Fills the temporary tables; they go with the transaction.</summary>
    public async ValueTask PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection
            .RunAsync(
                """
                create temporary table etl_writer (xid bigint) on commit drop;
                create temporary table etl_again (key text, xid bigint) on commit drop
                """,
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
        await connection
            .RunAsync(
                $"insert into pg_temp.etl_writer select distinct xmin::text::bigint from {ledger.Tables.Chunk} where job_id = $1",
                [jobId],
                cancellationToken
            )
            .ConfigureAwait(false);
        await connection
            .RunAsync(
                $"insert into pg_temp.etl_again select distinct key, restored_xid from {ledger.Tables.Before} where restored_xid is not null and for_job <> $1 and xid in (select xid from pg_temp.etl_writer)",
                [jobId],
                cancellationToken
            )
            .ConfigureAwait(false);
        await connection
            .RunAsync(
                // The ledger may have grown by millions of rows since the server looked at it.
                $"analyze pg_temp.etl_writer; analyze pg_temp.etl_again; analyze {ledger.Tables.Before} (for_job, key, xid, restored_xid); analyze {ledger.Tables.Inserted}",
                [],
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}

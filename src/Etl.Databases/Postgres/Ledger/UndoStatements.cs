using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// The SQL of an undo. Its temporary tables hold the rows to remove (<c>etl_remove</c>), to restore (<c>etl_restore</c>), and the
/// keys of those that are left (<c>etl_left</c>); ordinals make it possible to work on a part of them.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="ledger">Its ledger.</param>
/// <param name="rows">What the job wrote.</param>
sealed class UndoStatements(TargetTable table, PostgresLedger ledger, JobRows rows)
{
    const string Waits = "not c.is_done and not c.is_blocked";

    readonly RowIdentity identity = rows.Identity;

    /// <summary>Makes the temporary tables.</summary>
    public string Create =>
        $"""
            create temporary table etl_remove (ordinal bigint generated always as identity, {identity.Definition},
                is_done boolean not null default false, is_blocked boolean not null default false) on commit drop;
            create temporary table etl_left (key text primary key) on commit drop
            """
        + (
            identity.HasKey
                ? $"""
                    ;
                    create temporary table etl_restore (ordinal bigint generated always as identity, {identity.Definition},
                        is_done boolean not null default false) on commit drop
                    """
                : ""
        );

    /// <summary>Locks the new rows that are as the job left them, to remove them. Parameter: the job.</summary>
    public string Choose(RowSource source) =>
        $"insert into pg_temp.etl_remove ({identity.Columns}) select {identity.OfRow} from {source.From} {rows.WriterJoins} where {source.Where} and {rows.IsUntouched} and {rows.IsNew} for update of t";

    /// <summary>Locks the updated rows that are as the job left them, to restore them. Parameter: the job.</summary>
    public string ChooseUpdated =>
        $"insert into pg_temp.etl_restore (key) select {identity.Key} from {rows.Updated.From} {rows.WriterJoins} where {rows.Updated.Where} and {rows.IsUntouched} and {IsNotIn("etl_remove")} for update of t";

    /// <summary>Names the rows that are not as the job left them. Parameter: the job.</summary>
    public string Leave(RowSource source) =>
        $"insert into pg_temp.etl_left select {identity.Key}::text from {source.From} where {source.Where} and {IsNotIn("etl_remove")} and {IsNotIn("etl_restore")} on conflict do nothing";

    /// <summary>Names the updated rows that somebody has deleted. Parameter: the job.</summary>
    public string LeaveDeleted =>
        $"insert into pg_temp.etl_left select b.key from {ledger.Tables.Before} b left join {table.Name.Quoted} t on {identity.Key} = {identity.FromText("b.key")} where b.for_job = $1 and b.restored_xid is null and {identity.Key} is null and b.xid not in (select xid from pg_temp.etl_writer) on conflict do nothing";

    /// <summary>Names the rows that could not be removed or restored.</summary>
    public string LeaveFailed =>
        "insert into pg_temp.etl_left select key::text from pg_temp.etl_remove where not is_done union select key::text from pg_temp.etl_restore where not is_done on conflict do nothing";

    /// <summary>The keys of the rows that were left, in their order.</summary>
    public string Left => $"select key from pg_temp.etl_left order by {identity.FromText("key")} limit $1";

    /// <summary>Forgets which rows others point at.</summary>
    public static string Unblock => "update pg_temp.etl_remove set is_blocked = false where is_blocked";

    /// <summary>Spares the rows that a foreign key points at from rows that stay.</summary>
    public string Block(ReferencingKey reference)
    {
        var stays = reference.IsSelf
            ? $" and not exists (select 1 from pg_temp.etl_remove o where {identity.Is("r", "o")} and not o.is_blocked)"
            : "";
        return $"update pg_temp.etl_remove c set is_blocked = true from {table.Name.Quoted} t where {identity.Is("t", "c")} and {Waits} and exists (select 1 from {reference.Table} r where {reference.PointsAt("t")}{stays})";
    }

    /// <summary>Removes the rows of a range of ordinals.</summary>
    public string Remove =>
        $"delete from {table.Name.Quoted} t using pg_temp.etl_remove c where {identity.Is("t", "c")} and {Waits} and c.ordinal between $1 and $2";

    /// <summary>Ticks them off.</summary>
    public static string RemoveDone =>
        $"update pg_temp.etl_remove c set is_done = true where {Waits} and c.ordinal between $1 and $2";

    /// <summary>The ordinals of what is still to be removed.</summary>
    public static string RemoveRange =>
        $"select min(c.ordinal), max(c.ordinal) from pg_temp.etl_remove c where {Waits}";

    /// <summary>
    /// Restores the rows of a range of ordinals. Parameters: the range, the job. The OFFSET keeps the server from making the row once
    /// more for every column.
    /// </summary>
    public string Restore =>
        $"update {table.Name.Quoted} t set {BeforeImage.Assignments(table)} from (select c.key, b.image, {BeforeImage.Row("t", "b.image")} as was from pg_temp.etl_restore c join {ledger.Tables.Before} b on b.for_job = $3 and b.key = c.key::text join {table.Name.Quoted} t on {identity.Is("t", "c")} where not c.is_done and c.ordinal between $1 and $2 offset 0) b where {identity.Is("t", "b")}";

    /// <summary>Ticks them off.</summary>
    public static string RestoreDone =>
        "update pg_temp.etl_restore c set is_done = true where not c.is_done and c.ordinal between $1 and $2";

    /// <summary>The ordinals of what is still to be restored.</summary>
    public static string RestoreRange =>
        "select min(c.ordinal), max(c.ordinal) from pg_temp.etl_restore c where not c.is_done";

    /// <summary>
    /// What a row was before the job may itself be the work of an undo: then the transaction that this one stood for counts,
    /// so that one look-up always suffices. Parameter: the job.
    /// </summary>
    public string Resolve =>
        $"update {ledger.Tables.Before} b set xid = a.xid from {ledger.Tables.Before} a where b.for_job = $1 and a.for_job <> $1 and a.restored_xid = b.xid and a.key = b.key";

    /// <summary>Keeps in the ledger that the restored rows are again what they were. Parameter: the job.</summary>
    public string Note =>
        $"update {ledger.Tables.Before} b set restored_xid = t.xmin::text::bigint, image = 'null' from pg_temp.etl_restore c join {table.Name.Quoted} t on {identity.Is("t", "c")} where c.is_done and b.for_job = $1 and b.key = c.key::text";

    /// <summary>Forgets the removed rows. Parameter: the job.</summary>
    public string Forget =>
        $"delete from {ledger.Tables.Before} b using pg_temp.etl_remove c where c.is_done and b.for_job = $1 and b.key = c.key::text";

    /// <summary>Forgets the keys of inserted rows, but of those that were left: the job may be undone again. Parameter: the job.</summary>
    public string ForgetInserted =>
        $"delete from {ledger.Tables.Inserted} k where k.for_job = $1 and not exists (select 1 from pg_temp.etl_left l where l.key = k.key)";

    /// <summary>
    /// The jobs that wrote rows last that were left, newest first; of a row that an undo made again, the job that had left it so.
    /// Parameter: the job.
    /// </summary>
    public string LaterJobs =>
        $"""
            with written as (
                select t.xmin::text::bigint as xid, l.key from pg_temp.etl_left l join {table.Name.Quoted} t on {identity.Key} = {identity.FromText(
                "l.key"
            )}
            ), meant as (
                select xid from written union
                select b.xid from written w join {ledger.Tables.Before} b on b.key = w.key and b.restored_xid = w.xid
            )
            select distinct k.job_id from {ledger.Tables.Chunk} k join meant m on m.xid = k.xmin::text::bigint where k.job_id <> $1 order by 1 desc
            """;

    string IsNotIn(string chosen) => $"not exists (select 1 from pg_temp.{chosen} o where {identity.Is("t", "o")})";
}

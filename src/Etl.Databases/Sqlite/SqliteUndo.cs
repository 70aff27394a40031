using System.Globalization;
using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Takes a job back in one transaction: contacts that it inserted are removed, contacts that it updated become what they
/// were. A contact that anybody changed since is left as it is and named.
/// </summary>
static class SqliteUndo
{
    /// <summary>Contacts that the job was the last to write and nobody has edited since.</summary>
    const string Untouched =
        "contacts.job_id = ?1 and not exists (select 1 from etl_edit e where e.id = contacts.id and e.job_id = ?1)";

    /// <summary>Ids that the job gave out.</summary>
    const string InsertedHere =
        "exists (select 1 from etl_chunk k where k.job_id = ?1 and contacts.id between k.first_id and k.last_id)";

    const string UpdatedHere = "exists (select 1 from etl_before b where b.for_job = ?1 and b.id = contacts.id)";

    /// <summary>Contacts of the job that others have changed; and updated ones that somebody has deleted.</summary>
    const string Left = $"""
        select id from contacts where ({InsertedHere} or {UpdatedHere}) and not ({Untouched})
        union
        select id from etl_before where for_job = ?1 and id not in (select id from contacts)
        """;

    /// <summary>The jobs that wrote contacts last that are left, newest first.</summary>
    const string LaterJobs =
        $"select distinct job_id from contacts where id in ({Left}) and job_id <> ?1 order by 1 desc";

    /// <summary>Takes the job back; <paramref name="check"/> may throw, and then nothing was done.</summary>
    public static UndoResult Run(
        SqliteDatabase database,
        SqliteLedger ledger,
        long jobId,
        DateTimeOffset now,
        Action<UndoResult> check
    )
    {
        database.Begin();
        try
        {
            database.Execute("update etl_state set writing = 1");
            var left = Numbers(database, jobId, Left + " order by 1");
            var later = left.Count == 0 ? [] : Numbers(database, jobId, LaterJobs);
            database.Execute("create temp table if not exists etl_undone (id integer primary key)");
            database.Execute("delete from temp.etl_undone");
            database.Execute(
                $"insert into temp.etl_undone select id from contacts where {UpdatedHere} and {Untouched} and not {InsertedHere}",
                jobId
            );
            database.Execute($"delete from contacts where {InsertedHere} and {Untouched}", jobId);
            var removed = Changes(database);
            var restored = Restore(database, jobId);
            database.Execute("update etl_state set writing = 0");
            var result = new UndoResult(
                removed,
                restored,
                [.. left.Take(UndoResult.NamedMax).Select(id => id.ToString(CultureInfo.InvariantCulture))],
                left.Count
            )
            {
                LaterJobs = later,
            };
            check(result);
            ledger.FinishJob(jobId, JobState.Undone, now, null);
            database.Commit();
            return result;
        }
        finally
        {
            database.Rollback();
        }
    }

    static List<long> Numbers(SqliteDatabase database, long jobId, string sql)
    {
        using var statement = database.Prepare(sql).Bind(1, jobId);
        var ids = new List<long>();
        while (statement.Read())
        {
            ids.Add(statement.Number(0));
        }
        return ids;
    }

    static long Restore(SqliteDatabase database, long jobId)
    {
        string[] columns = ["job_id", SqliteSchema.CustomColumn, .. SqliteSchema.FieldColumns(database)];
        var names = SqliteSchema.QuoteAll(columns);
        database.Execute(
            $"update contacts set ({names}) = (select {names} from etl_before b where b.for_job = ?1 and b.id = contacts.id) where id in (select id from temp.etl_undone)",
            jobId
        );
        var restored = Changes(database);
        database.Execute("delete from etl_before where for_job = ?1 and id in (select id from temp.etl_undone)", jobId);
        return restored;
    }

    static long Changes(SqliteDatabase database) => SQLitePCL.raw.sqlite3_changes(database.Handle);
}

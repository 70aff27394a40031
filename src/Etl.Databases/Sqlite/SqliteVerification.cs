using System.Globalization;
using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>Holds what the ledger says about a job against the contacts that are really there.</summary>
sealed class SqliteVerification
{
    readonly SqliteDatabase database;
    readonly JobEntry job;
    readonly List<ChunkEntry> chunks;
    readonly List<string> checks = [];
    bool isConsistent = true;

    SqliteVerification(SqliteDatabase database, JobEntry job, List<ChunkEntry> chunks)
    {
        this.database = database;
        this.job = job;
        this.chunks = chunks;
    }

    /// <summary>Runs all checks in one read transaction.</summary>
    public static VerifyResult Run(SqliteDatabase database, SqliteLedger ledger, JobEntry job)
    {
        database.Execute("begin");
        try
        {
            var verification = new SqliteVerification(database, job, ledger.Chunks(job.Id));
            verification.CheckAll();
            return new VerifyResult(verification.isConsistent, verification.checks);
        }
        finally
        {
            database.Rollback();
        }
    }

    void CheckAll()
    {
        CheckTotals();
        CheckChunkNumbers();
        if (job.State == JobState.Undone)
        {
            Add(true, $"Job {job.Id} has been undone; its contacts are not compared.");
            return;
        }
        foreach (var chunk in chunks)
        {
            CheckChunkRows(chunk);
        }
        CheckChecksum();
    }

    void CheckTotals()
    {
        var rows = job.Rows;
        Add(
            rows.IsBalanced,
            $"Buckets: read {rows.Read:N0}, inserted {rows.Inserted:N0}, updated {rows.Updated:N0}, unchanged {rows.Unchanged:N0}, duplicate {rows.Duplicate:N0}, rejected {rows.Rejected:N0}, filtered {rows.Filtered:N0}: {(rows.IsBalanced ? "they add up" : "they do not add up")}."
        );
        var inserted = chunks.Sum(chunk => chunk.Rows.Inserted);
        Add(
            inserted == rows.Inserted,
            $"Inserted: the totals say {rows.Inserted:N0}, the {chunks.Count:N0} chunks say {inserted:N0}."
        );
    }

    void CheckChunkNumbers()
    {
        var isGapless = chunks.Select((chunk, index) => chunk.Number == index).All(isNext => isNext);
        Add(isGapless, $"Chunks: {chunks.Count:N0}, {(isGapless ? "numbered without a gap" : "numbered with gaps")}.");
    }

    /// <summary>Every contact that the chunk inserted must be there still, whoever has changed it since.</summary>
    void CheckChunkRows(ChunkEntry chunk)
    {
        var last = chunk.Rows.FirstId + chunk.Rows.Inserted - 1;
        var found = database.QueryNumber(
            "select count(*) from contacts where id between ? and ?",
            chunk.Rows.FirstId,
            last
        );
        if (found != chunk.Rows.Inserted)
        {
            Add(
                false,
                $"Chunk {chunk.Number}: it inserted {chunk.Rows.Inserted:N0} contacts (ids {chunk.Rows.FirstId} to {last}), {found:N0} are there; {chunk.Rows.Inserted - found:N0} are missing."
            );
        }
    }

    /// <summary>
    /// The contacts that the job was the last to write, as they are now or as a later job found them, must give the sum of
    /// the chunks' checksums. Contacts that were edited by others have no known former value, so then nothing can be said.
    /// </summary>
    void CheckChecksum()
    {
        var edited = database.QueryNumber("select count(*) from etl_edit where job_id = ?", job.Id);
        var expected = chunks.Aggregate(0UL, (sum, chunk) => sum + chunk.Rows.Checksum);
        var found = Checksum("contacts", out var current) + Checksum("etl_before", out var former);
        var contacts = string.Create(
            CultureInfo.InvariantCulture,
            $"{current:N0} contacts as they are and {former:N0} as later jobs found them"
        );
        if (edited > 0)
        {
            Add(
                true,
                $"Checksum: not compared, because {edited:N0} contacts were edited by others since; the job was the last to write {contacts}."
            );
            return;
        }
        Add(
            found == expected,
            $"Checksum over {contacts}: expected {expected:x16}, found {found:x16}{(found == expected ? "" : "; some values are not what the job wrote")}."
        );
    }

    ulong Checksum(string table, out long count)
    {
        var columns = SqliteSchema.FieldColumns(database);
        columns.Add(SqliteSchema.CustomColumn);
        var seeds = columns.ConvertAll(ContactChecksum.Seed);
        using var statement = database
            .Prepare($"select id, {SqliteSchema.QuoteAll(columns)} from {table} where job_id = ?")
            .Bind(1, job.Id);
        var total = 0UL;
        for (count = 0; statement.Read(); count++)
        {
            var sum = 0UL;
            for (var index = 0; index < seeds.Count; index++)
            {
                sum += ContactChecksum.Cell(seeds[index], statement.Bytes(index + 1));
            }
            total += ContactChecksum.Contact(statement.Number(0), sum);
        }
        return total;
    }

    void Add(bool holds, FormattableString check)
    {
        isConsistent &= holds;
        checks.Add(check.ToString(CultureInfo.InvariantCulture));
    }
}

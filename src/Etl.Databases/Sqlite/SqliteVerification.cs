using System.Globalization;
using Etl.Core.Contracts;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>Holds what the ledger says about a job against the contacts that are really there.</summary>
sealed class SqliteVerification
{
    readonly SqliteDatabase database;
    readonly JobEntry job;
    readonly List<ChunkEntry> chunks;
    readonly LedgerChecks checks = new();

    SqliteVerification(SqliteDatabase database, JobEntry job, List<ChunkEntry> chunks)
    {
        this.database = database;
        this.job = job;
        this.chunks = chunks;
    }

    /// <summary>Runs all checks on one state of the store, in the caller's transaction when there is one.</summary>
    public static VerifyResult Run(SqliteDatabase database, SqliteLedger ledger, JobEntry job)
    {
        database.Execute("savepoint etl_verification");
        try
        {
            var verification = new SqliteVerification(database, job, ledger.Chunks(job.Id));
            verification.CheckAll();
            return verification.checks.Found;
        }
        finally
        {
            database.Execute("release etl_verification");
        }
    }

    void CheckAll()
    {
        checks.AddTotals(job.Rows, chunks.Count, chunks.Sum(chunk => chunk.Rows.Inserted));
        checks.AddNumbers([.. chunks.Select(chunk => chunk.Number)]);
        if (job.State == JobState.Undone)
        {
            checks.AddUndone(job.Id);
            return;
        }
        foreach (var chunk in chunks)
        {
            CheckChunkRows(chunk);
        }
        CheckChecksum();
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
        checks.AddChunkRows(
            chunk.Number,
            chunk.Rows.Inserted,
            found ?? 0,
            FormattableString.Invariant($" (ids {chunk.Rows.FirstId} to {last})")
        );
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
            checks.Add(
                true,
                $"Checksum: not compared, because {edited:N0} contacts were edited by others since; the job was the last to write {contacts}."
            );
            return;
        }
        checks.Add(
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
}

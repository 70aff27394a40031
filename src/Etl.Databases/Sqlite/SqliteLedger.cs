using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>The ledger tables <c>etl_job</c> and <c>etl_chunk</c>.</summary>
sealed class SqliteLedger(SqliteDatabase database)
{
    const string JobColumns = "id, options, inputs, tool_version, started_at, process_id, state, finished_at, report";

    public long AddJob(JobStart start)
    {
        database.Execute(
            "insert into etl_job (options, inputs, tool_version, started_at, process_id, state) values (?, ?, ?, ?, ?, ?)",
            start.OptionsYaml,
            CheckpointJson.WriteInputs(start.Inputs),
            start.ToolVersion,
            StoreTime.Text(start.StartedAt),
            (long)start.ProcessId,
            nameof(JobState.Running)
        );
        return SQLitePCL.raw.sqlite3_last_insert_rowid(database.Handle);
    }

    /// <summary>The id that the next job would get, for dry runs.</summary>
    public long NextJobId() =>
        1 + (database.QueryNumber("select seq from sqlite_sequence where name = 'etl_job'") ?? 0);

    public List<JobEntry> Jobs()
    {
        using var statement = database.Prepare($"select {JobColumns} from etl_job order by id desc");
        return ReadJobs(statement);
    }

    public JobEntry? FindJob(long jobId)
    {
        using var statement = database.Prepare($"select {JobColumns} from etl_job where id = ?").Bind(1, jobId);
        return ReadJobs(statement).FirstOrDefault();
    }

    /// <summary>The job, which must be there.</summary>
    public JobEntry Job(long jobId) =>
        FindJob(jobId)
        ?? throw new JobException(
            FormattableString.Invariant(
                $"The store '{database.Path}' knows no job {jobId}; 'etl jobs list' shows the jobs that it knows."
            )
        );

    public void FinishJob(long jobId, JobState state, DateTimeOffset? finishedAt, string? reportJson) =>
        database.Execute(
            "update etl_job set state = ?, finished_at = ?, report = coalesce(?, report) where id = ?",
            state.ToString(),
            finishedAt is { } time ? StoreTime.Text(time) : null,
            reportJson,
            jobId
        );

    public void AddChunk(long jobId, Checkpoint checkpoint, ChunkRows rows) =>
        database.Execute(
            "insert into etl_chunk (job_id, chunk, checkpoint, first_id, last_id, inserted, checksum) values (?, ?, ?, ?, ?, ?, ?)",
            jobId,
            (long)checkpoint.ChunkNumber,
            CheckpointJson.Write(checkpoint),
            rows.FirstId,
            rows.FirstId + rows.Inserted - 1,
            rows.Inserted,
            unchecked((long)rows.Checksum)
        );

    public Checkpoint? LastCheckpoint(long jobId)
    {
        using var statement = database
            .Prepare("select checkpoint from etl_chunk where job_id = ? order by chunk desc limit 1")
            .Bind(1, jobId);
        return statement.Read() ? CheckpointJson.Read(statement.Bytes(0)) : null;
    }

    /// <summary>The ends of the inputs that a job has gone on behind, in their order.</summary>
    public IReadOnlyList<SourcePosition> EndedInputs(long jobId)
    {
        using var statement = database
            .Prepare("select checkpoint from etl_chunk where job_id = ? order by chunk")
            .Bind(1, jobId);
        var ends = new List<SourcePosition>();
        while (statement.Read())
        {
            ends.AddRange(CheckpointJson.Read(statement.Bytes(0))?.EndedInputs ?? []);
        }
        return ends;
    }

    /// <summary>All chunks of a job, in their order.</summary>
    public List<ChunkEntry> Chunks(long jobId)
    {
        using var statement = database
            .Prepare("select chunk, first_id, inserted, checksum from etl_chunk where job_id = ? order by chunk")
            .Bind(1, jobId);
        var chunks = new List<ChunkEntry>();
        while (statement.Read())
        {
            var rows = new ChunkRows(statement.Number(1), statement.Number(2), unchecked((ulong)statement.Number(3)));
            chunks.Add(new ChunkEntry(statement.Number(0), rows));
        }
        return chunks;
    }

    /// <summary>The first id that no contact has or ever had: ids are not given twice, also not after an undo.</summary>
    public long NextContactId() =>
        1
        + Math.Max(
            database.QueryNumber("select max(id) from contacts") ?? 0,
            database.QueryNumber("select max(last_id) from etl_chunk") ?? 0
        );

    List<JobEntry> ReadJobs(SqliteStatement statement)
    {
        var jobs = new List<JobEntry>();
        while (statement.Read())
        {
            var start = new JobStart(
                statement.Text(1),
                CheckpointJson.ReadInputs(statement.Text(2)),
                statement.Text(3),
                Time(statement.Text(4)),
                (int)statement.Number(5)
            );
            var finishedAt = statement.TextOrNull(7) is { } text ? Time(text) : (DateTimeOffset?)null;
            var id = statement.Number(0);
            var rows = LastCheckpoint(id)?.Totals.Rows ?? new RowTotals();
            var state = Enum.Parse<JobState>(statement.Text(6));
            var isAlive = state == JobState.Running && JobProcess.IsAlive(start);
            jobs.Add(new JobEntry(id, start, state, finishedAt, rows, statement.TextOrNull(8)) { IsAlive = isAlive });
        }
        return jobs;
    }

    static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

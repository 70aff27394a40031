using Etl.Core.Contracts;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// Takes a job back in the caller's transaction: rows that it inserted are removed, rows that it updated become what they were.
/// A row that anybody has changed since, that others point at, or that a constraint refuses is left as it is and named.
/// </summary>
sealed class PostgresUndo
{
    readonly NpgsqlConnection connection;
    readonly PostgresLedger ledger;
    readonly TargetTable table;
    readonly long jobId;
    readonly bool isAgain;
    readonly JobRows rows;
    readonly UndoStatements statements;

    /// <summary>Whether work goes down the ordinals: in turn, so that rows that are in each other's way come in both orders.</summary>
    bool isReversed;
    long unnamed;
    long removed;
    long restored;

    PostgresUndo(NpgsqlConnection connection, PostgresLedger ledger, TargetTable table, long jobId, bool isAgain)
    {
        this.isAgain = isAgain;
        this.connection = connection;
        this.ledger = ledger;
        this.table = table;
        this.jobId = jobId;
        rows = new JobRows(table, ledger, jobId);
        statements = new UndoStatements(table, ledger, rows);
    }

    bool HasKey => rows.Identity.HasKey;

    /// <summary>Takes the job back; the caller commits, if there was anything to do.</summary>
    public static async ValueTask<UndoResult> RunAsync(
        NpgsqlConnection connection,
        PostgresLedger ledger,
        TargetTable table,
        JobEntry job,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var undo = new PostgresUndo(connection, ledger, table, job.Id, job.State == JobState.Undone);
        await undo.ChooseAsync(cancellationToken).ConfigureAwait(false);
        await undo.ApplyAsync(cancellationToken).ConfigureAwait(false);
        await undo.AnalyzeAsync(cancellationToken).ConfigureAwait(false);
        var result = await undo.ResultAsync(cancellationToken).ConfigureAwait(false);
        await undo.NoteAsync(cancellationToken).ConfigureAwait(false);
        await ledger
            .FinishJobAsync(connection, job.Id, JobState.Undone, now, null, cancellationToken)
            .ConfigureAwait(false);
        return result;
    }

    /// <summary>Finds and locks what to remove and to restore, and names what is left.</summary>
    async ValueTask ChooseAsync(CancellationToken cancellationToken)
    {
        await RunAsync("set constraints all immediate", cancellationToken).ConfigureAwait(false);
        // Millions of rows are joined a few times; what does not fit goes to the server's disk.
        await RunAsync("set local work_mem = '64MB'", cancellationToken).ConfigureAwait(false);
        await rows.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        await RunAsync(statements.Create, cancellationToken).ConfigureAwait(false);
        var chunks = await ledger.ChunksAsync(connection, jobId, cancellationToken).ConfigureAwait(false);
        var noted = HasKey ? await CountNotedAsync(cancellationToken).ConfigureAwait(false) : 0;
        var hasRanges = HasKey && chunks.Exists(chunk => chunk.FirstId is not null);
        var unknown = chunks.Where(chunk => !HasKey || chunk.FirstId is null).Sum(chunk => chunk.Inserted) - noted;
        List<RowSource> sources =
        [
            .. hasRanges ? [rows.InRanges] : (RowSource[])[],
            .. noted > 0 ? [rows.Noted] : (RowSource[])[],
        ];
        foreach (var source in sources)
        {
            await RunAsync(statements.Choose(source), cancellationToken, jobId).ConfigureAwait(false);
        }
        if (sources.Count == 0 && unknown > 0)
        {
            var chosen = await RunAsync(statements.Choose(rows.All), cancellationToken, jobId).ConfigureAwait(false);
            // How many of them an undo before this one left, nobody knows.
            unnamed = isAgain ? 0 : unknown - chosen;
        }
        await RunAsync("analyze pg_temp.etl_remove", cancellationToken).ConfigureAwait(false);
        if (HasKey)
        {
            await ChooseUpdatedAsync(sources, cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask ChooseUpdatedAsync(List<RowSource> inserted, CancellationToken cancellationToken)
    {
        await RunAsync(statements.ChooseUpdated, cancellationToken, jobId).ConfigureAwait(false);
        await RunAsync("analyze pg_temp.etl_restore", cancellationToken).ConfigureAwait(false);
        foreach (var source in inserted.Append(rows.Updated))
        {
            await RunAsync(statements.Leave(source), cancellationToken, jobId).ConfigureAwait(false);
        }
        await RunAsync(statements.LeaveDeleted, cancellationToken, jobId).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes, then restores. A row may be in the way of another one (it points at it, or has the value that the other one
    /// had), so what did not succeed is tried again as long as anything does.
    /// </summary>
    async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        var references = await ReferencingKey.ReadAsync(connection, table, cancellationToken).ConfigureAwait(false);
        for (var done = -1L; done != removed + restored; )
        {
            done = removed + restored;
            isReversed = !isReversed;
            await BlockAsync(references, cancellationToken).ConfigureAwait(false);
            removed += await SettleAsync(
                    UndoStatements.RemoveRange,
                    (statements.Remove, []),
                    UndoStatements.RemoveDone,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (HasKey)
            {
                restored += await SettleAsync(
                        UndoStatements.RestoreRange,
                        (statements.Restore, [jobId]),
                        UndoStatements.RestoreDone,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>A row that is spared may point at others, which are then spared as well.</summary>
    async ValueTask BlockAsync(List<ReferencingKey> references, CancellationToken cancellationToken)
    {
        await RunAsync(UndoStatements.Unblock, cancellationToken).ConfigureAwait(false);
        foreach (var reference in references.OrderBy(reference => reference.IsSelf))
        {
            while (
                await RunAsync(statements.Block(reference), cancellationToken).ConfigureAwait(false) > 0
                && references.Exists(other => other.IsSelf)
            )
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Does the work on all that waits for it; what the server refuses is found by halving and left waiting.</summary>
    async ValueTask<long> SettleAsync(
        string range,
        (string Sql, object[] Parameters) work,
        string tick,
        CancellationToken cancellationToken
    )
    {
        var ranges = await connection
            .ListAsync(
                range,
                [],
                reader => (reader.ValueOrNull<long>(0), reader.ValueOrNull<long>(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var waiting = new Stack<(long First, long Last)>();
        if (ranges[0] is ({ } lowest, { } highest))
        {
            waiting.Push((lowest, highest));
        }
        var count = 0L;
        while (waiting.TryPop(out var part))
        {
            await RunAsync("savepoint etl_undo", cancellationToken).ConfigureAwait(false);
            try
            {
                count += await RunAsync(work.Sql, cancellationToken, [part.First, part.Last, .. work.Parameters])
                    .ConfigureAwait(false);
                await RunAsync(tick, cancellationToken, part.First, part.Last).ConfigureAwait(false);
                await RunAsync("release savepoint etl_undo", cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (PostgresFailures.IsRowFault(exception))
            {
                await RunAsync("rollback to savepoint etl_undo; release savepoint etl_undo", cancellationToken)
                    .ConfigureAwait(false);
                if (part.First < part.Last)
                {
                    var middle = part.First + (part.Last - part.First) / 2;
                    var (lower, upper) = ((part.First, middle), (middle + 1, part.Last));
                    waiting.Push(isReversed ? lower : upper);
                    waiting.Push(isReversed ? upper : lower);
                }
            }
        }
        return count;
    }

    /// <summary>Most rows are done now: a server that believes that none is would look each of them up.</summary>
    async ValueTask AnalyzeAsync(CancellationToken cancellationToken)
    {
        await RunAsync("analyze pg_temp.etl_remove", cancellationToken).ConfigureAwait(false);
        if (HasKey)
        {
            await RunAsync("analyze pg_temp.etl_restore", cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask<UndoResult> ResultAsync(CancellationToken cancellationToken)
    {
        if (!HasKey)
        {
            var failed = await CountAsync("pg_temp.etl_remove where not is_done", cancellationToken)
                .ConfigureAwait(false);
            return new UndoResult(removed, restored, [], failed + Math.Max(unnamed, 0));
        }
        await RunAsync(statements.LeaveFailed, cancellationToken).ConfigureAwait(false);
        var left = await CountAsync("pg_temp.etl_left", cancellationToken).ConfigureAwait(false);
        var keys = await connection
            .ListAsync(statements.Left, [(long)UndoResult.NamedMax], reader => reader.GetString(0), cancellationToken)
            .ConfigureAwait(false);
        var later = await connection
            .ListAsync(statements.LaterJobs, [jobId], reader => reader.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        return new UndoResult(removed, restored, keys, left + Math.Max(unnamed, 0)) { LaterJobs = later };
    }

    async ValueTask NoteAsync(CancellationToken cancellationToken)
    {
        if (HasKey)
        {
            await RunAsync(statements.Resolve, cancellationToken, jobId).ConfigureAwait(false);
            await RunAsync(statements.Note, cancellationToken, jobId).ConfigureAwait(false);
            await RunAsync(statements.Forget, cancellationToken, jobId).ConfigureAwait(false);
        }
        await RunAsync(statements.ForgetInserted, cancellationToken, jobId).ConfigureAwait(false);
    }

    ValueTask<long> CountNotedAsync(CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>(
            $"select count(*) from {ledger.Tables.Inserted} where for_job = $1",
            [jobId],
            cancellationToken
        );

    ValueTask<long> CountAsync(string from, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>($"select count(*) from {from}", [], cancellationToken);

    ValueTask<long> RunAsync(string sql, CancellationToken cancellationToken, params object[] parameters) =>
        connection.RunAsync(sql, parameters, cancellationToken);
}

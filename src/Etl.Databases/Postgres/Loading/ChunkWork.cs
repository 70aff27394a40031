using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Postgres.Loading;

/// <summary>The statements of one chunk, on an open connection. Exceptions are the server's own; who calls decides.</summary>
sealed class ChunkWork(LoadContext context, LoadConnection connection)
{
    readonly RowCopier copier = new(context, connection.Buffer);
    readonly IdRanges ids = new(context, connection);

    /// <summary>
    /// Begins the chunk: waits for an earlier attempt of it that the server has not given up yet, makes sure that nobody else
    /// has become the writer of the table, and has constraints checked at once.
    /// </summary>
    public async ValueTask BeginAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        if (context.Options.DryRun)
        {
            await connection
                .ExecuteAsync($"{connection.BeginStatement}; set constraints all immediate", cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        var (lockClass, lockNumber) = AdvisoryLocks.OfChunk(context.Options.JobId, rows.Number);
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(connection.BeginStatement));
            Add(batch, AdvisoryLocks.TakeSql, lockClass, lockNumber);
            Add(batch, context.Ledger.EpochSql, context.Ledger.Target.Name);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set constraints all immediate"));
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                context.Ledger.CheckEpoch(reader.GetInt64(0), context.Epoch);
            }
        }
    }

    /// <summary>Sends everything that is not refused.</summary>
    public async ValueTask SendAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        rows.Updated.Clear();
        rows.ConsentKept.Clear();
        rows.Moved.Clear();
        if (rows.InsertCount > 0)
        {
            var sent = await copier.InsertAsync(open, rows, 0, rows.Count, cancellationToken).ConfigureAwait(false);
            await CheckCountAsync(open, rows, sent, cancellationToken).ConfigureAwait(false);
            if (context.Plan.KeyStrategy is KeyStrategy.Uuid or KeyStrategy.Mapped)
            {
                await copier.RememberKeysAsync(open, rows, cancellationToken).ConfigureAwait(false);
            }
        }
        if (rows.MergeCount > 0)
        {
            await StageAsync(rows, cancellationToken).ConfigureAwait(false);
            await MergePartsAsync(rows, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Copies the new contacts among the rows [first, end).</summary>
    public async ValueTask InsertAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        await copier.InsertAsync(open, rows, first, end, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stages all rows to merge, and locks the contacts that several of them go into.</summary>
    public async ValueTask StageAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        await copier.StageAsync(open, rows, cancellationToken).ConfigureAwait(false);
        if (rows.RoundCount > 1)
        {
            await open.RunAsync(context.Merge!.LockShared, [], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes merging small parts of the staged rows quick.</summary>
    public async ValueTask PreparePartsAsync(CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(MergePlan.PreparePartsSql, cancellationToken).ConfigureAwait(false);

    async ValueTask MergePartsAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        if (rows.MergeEnds.Count > 0)
        {
            await PreparePartsAsync(cancellationToken).ConfigureAwait(false);
        }
        var first = 0;
        foreach (var end in rows.MergeEnds.Append(rows.Count))
        {
            if (end > first)
            {
                await MergeAsync(rows, first, end, cancellationToken).ConfigureAwait(false);
                first = end;
            }
        }
    }

    /// <summary>Merges the staged rows [first, end), round by round.</summary>
    public async ValueTask MergeAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        var merge = context.Merge!;
        for (var round = 0; round < rows.RoundCount; round++)
        {
            if (merge.FindConsentKept is { } find)
            {
                await CollectAsync(open, find, rows.ConsentKept, [round, first, end - 1], cancellationToken)
                    .ConfigureAwait(false);
            }
            var changed = new List<int>();
            await CollectAsync(open, merge.LockChanged, changed, [round, first, end - 1], cancellationToken)
                .ConfigureAwait(false);
            if (changed.Count > 0)
            {
                await WriteAsync(open, rows, [.. changed], cancellationToken).ConfigureAwait(false);
            }
            if (round == 0 && HasOthers(rows, first, end, changed))
            {
                await CollectAsync(
                        open,
                        merge.FindMoved,
                        rows.Moved,
                        [first, end - 1, changed.ToArray()],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Merges rows into contacts that are locked and change.</summary>
    async ValueTask WriteAsync(
        NpgsqlConnection open,
        ChunkRows rows,
        int[] changed,
        CancellationToken cancellationToken
    )
    {
        var merge = context.Merge!;
        var jobId = context.Options.JobId;
        await open.RunAsync(merge.KeepBefore, [changed, jobId, rows.Number], cancellationToken).ConfigureAwait(false);
        object[] parameters = [changed, jobId, context.Options.Now.ToUniversalTime()];
        await CollectAsync(open, merge.Update, rows.Updated, parameters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the first round merges rows that change nothing, or whose contact is no longer there.</summary>
    static bool HasOthers(ChunkRows rows, int first, int end, List<int> changed)
    {
        var known = changed.ToHashSet();
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            if (rows.Actions[ordinal] == RowAction.Merge && rows.Rounds[ordinal] == 0 && !known.Contains(ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Enters the chunk into the ledger and makes it final.</summary>
    public async ValueTask CommitAsync(ChunkRows rows, string checkpoint, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        var hasRange = context.Plan.KeyStrategy == KeyStrategy.Sequence && rows.ReservedCount > 0;
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            Add(
                batch,
                context.Ledger.AddChunkSql,
                context.Options.JobId,
                rows.Number,
                checkpoint,
                hasRange ? rows.FirstId : null,
                hasRange ? rows.FirstId + rows.ReservedCount - 1 : null,
                (long)CountInserted(rows),
                (long)rows.Updated.Count
            );
            batch.BatchCommands.Add(new NpgsqlBatchCommand(connection.CommitStatement));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    static int CountInserted(ChunkRows rows)
    {
        var count = 0;
        for (var ordinal = 0; ordinal < rows.Count; ordinal++)
        {
            count += RowCopier.IsInsert(rows, ordinal) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Reserves ids for the new contacts, where a sequence gives them.</summary>
    public async ValueTask ReserveAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        if (context.Plan.KeyStrategy != KeyStrategy.Sequence || rows.InsertCount <= rows.ReservedCount)
        {
            return;
        }
        rows.FirstId = await ids.TakeAsync(rows.InsertCount, cancellationToken).ConfigureAwait(false);
        rows.ReservedCount = rows.InsertCount;
        context.Owners.Reserved(rows.FirstOwner, rows.FirstId, rows.ReservedCount);
    }

    /// <summary>A trigger may leave rows out without a word; Etl does not.</summary>
    async ValueTask CheckCountAsync(
        NpgsqlConnection open,
        ChunkRows rows,
        int sent,
        CancellationToken cancellationToken
    )
    {
        if (
            !context.Plan.Table.HasTriggers
            || context.Plan.KeyStrategy != KeyStrategy.Sequence
            || rows.Refusals.Count > 0
        )
        {
            return;
        }
        var key = Catalog.Sql.Quote(context.Plan.Table.Key!.Name);
        var found = await open.ScalarAsync<long>(
                $"select count(*) from {context.Plan.Table.Name.Quoted} where {key} between $1 and $2",
                [rows.FirstId, rows.FirstId + rows.ReservedCount - 1],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found != sent)
        {
            throw new JobException(
                FormattableString.Invariant(
                    $"Of {sent} rows sent to the table {context.Plan.Table.Name.Quoted} {found} arrived: a trigger leaves rows out or changes their key, so Etl cannot say what became of each record. Disable the trigger for the import, or load into another table."
                )
            );
        }
    }

    static async ValueTask CollectAsync(
        NpgsqlConnection open,
        string sql,
        List<int> found,
        object[] parameters,
        CancellationToken cancellationToken
    ) =>
        found.AddRange(
            await open.ListAsync(sql, parameters, reader => reader.GetInt32(0), cancellationToken).ConfigureAwait(false)
        );

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }
        batch.BatchCommands.Add(command);
    }

    static NpgsqlParameter Parameter(object? value) =>
        value is null
            ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }
            : new NpgsqlParameter { Value = value };
}

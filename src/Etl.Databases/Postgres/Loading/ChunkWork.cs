using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Ledger;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>The statements of one chunk, on an open connection. Exceptions are the server's own; who calls decides.</summary>
sealed class ChunkWork(LoadContext context, LoadConnection connection)
{
    readonly RowCopier copier = new(context, connection.Buffer);
    readonly ChunkMerge merge = new(context, connection);
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
            batch.Add(connection.BeginStatement);
            batch.Add(AdvisoryLocks.TakeSql, lockClass, lockNumber);
            batch.Add(context.Ledger.EpochSql, context.Ledger.Target.Name);
            batch.Add("set constraints all immediate");
            if (context.Connections.SettingsOfTransaction is { } settings)
            {
                batch.Add(settings);
            }
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
        rows.ClearResults();
        if (rows.MergeCount > 0)
        {
            await StageAsync(rows, cancellationToken).ConfigureAwait(false);
        }
        var sent = 0;
        var first = 0;
        foreach (var part in rows.Parts.DefaultIfEmpty(new ChunkPart(rows.Count, IsOneByOne: false)))
        {
            sent += await InsertAsync(rows, first, part.End, cancellationToken).ConfigureAwait(false);
            await MergeAsync(rows, first, part, cancellationToken).ConfigureAwait(false);
            first = part.End;
        }
        if (rows.InsertCount > 0)
        {
            await CheckCountAsync(open, rows, sent, cancellationToken).ConfigureAwait(false);
            if (context.Plan.KeyStrategy is KeyStrategy.Uuid or KeyStrategy.Mapped)
            {
                await copier.RememberKeysAsync(open, rows, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Copies the new contacts among the rows [first, end) and returns how many they are.</summary>
    public async ValueTask<int> InsertAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        var isNeeded = rows.InsertCount > 0 && (rows.Parts.Count == 0 || RowCopier.HasInsert(rows, first, end));
        return isNeeded
            ? await copier.InsertAsync(connection.Current, rows, first, end, cancellationToken).ConfigureAwait(false)
            : 0;
    }

    /// <summary>Stages all rows to merge, and locks the contacts that several of them go into.</summary>
    async ValueTask StageAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await merge.MakeStageAsync(cancellationToken).ConfigureAwait(false);
        await StageAsync(rows, 0, rows.Count, cancellationToken).ConfigureAwait(false);
        await merge.StagedAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the staging table, empty.</summary>
    public ValueTask MakeStageAsync(CancellationToken cancellationToken) => merge.MakeStageAsync(cancellationToken);

    /// <summary>Stages the rows to merge among [first, end).</summary>
    public ValueTask StageAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken) =>
        copier.StageAsync(connection.Current, rows, first, end, cancellationToken);

    /// <summary>Makes merging small parts of the staged rows quick.</summary>
    public ValueTask PreparePartsAsync(CancellationToken cancellationToken) =>
        merge.PreparePartsAsync(cancellationToken);

    /// <summary>Merges the staged rows of a part.</summary>
    public async ValueTask MergeAsync(ChunkRows rows, int first, ChunkPart part, CancellationToken cancellationToken)
    {
        if (rows.MergeCount == 0 || (rows.Parts.Count > 0 && !RowCopier.HasMerge(rows, first, part.End)))
        {
            return;
        }
        if (part.IsOneByOne)
        {
            await merge.RunOneByOneAsync(rows, first, part.End, 0, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await merge.RunAsync(rows, first, part.End, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Merges the staged rows [first, end) one by one, each in a subtransaction; returns what became of them.</summary>
    public ValueTask<List<MergeOutcome>> TryOneByOneAsync(
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    ) => merge.TryOneByOneAsync(rows, first, end, cancellationToken);

    /// <summary>Enters the chunk into the ledger and makes it final.</summary>
    public async ValueTask CommitAsync(ChunkRows rows, string checkpoint, CancellationToken cancellationToken)
    {
        var open = connection.Current;
        var hasRange = context.Plan.KeyStrategy == KeyStrategy.Sequence && rows.ReservedCount > 0;
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(
                context.Ledger.AddChunkSql,
                context.Options.JobId,
                rows.Number,
                checkpoint,
                hasRange ? rows.FirstId : null,
                hasRange ? rows.FirstId + rows.ReservedCount - 1 : null,
                (long)CountInserted(rows),
                (long)rows.Updated.Count
            );
            batch.Add(connection.CommitStatement);
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
        if (!context.Plan.Table.HasTriggers || context.Plan.KeyStrategy != KeyStrategy.Sequence)
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
}

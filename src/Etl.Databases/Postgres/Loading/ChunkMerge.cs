using Etl.Databases.Postgres.Ledger;

namespace Etl.Databases.Postgres.Loading;

/// <summary>Merges the staged rows of a chunk into their contacts: many at a time, or one by one where their order matters.</summary>
sealed class ChunkMerge(LoadContext context, LoadConnection connection)
{
    /// <summary>
    /// Rounds that are merged at a time each. A contact with more rows than that in one chunk has the rest merged one by one: a
    /// round of one row costs as much as a round of all.
    /// </summary>
    const int RoundsMax = 8;

    readonly MergeScript? script = context.Merge is { } plan
        ? new MergeScript(plan, context.Options.JobId, context.Options.Now)
        : null;

    MergePlan Plan => context.Merge!;

    /// <summary>Makes the staging table, empty.</summary>
    public ValueTask MakeStageAsync(CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Plan.CreateStage, cancellationToken);

    /// <summary>Prepares for merging what was staged, and locks the contacts that several staged rows go into.</summary>
    public async ValueTask StagedAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(MergePlan.PrepareSql, cancellationToken).ConfigureAwait(false);
        if (rows.RoundCount > 1)
        {
            await connection.ExecuteAsync(Plan.LockShared, cancellationToken).ConfigureAwait(false);
        }
        if (rows.Parts.Count > 0 || rows.RoundCount > RoundsMax)
        {
            await PreparePartsAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes merging small parts of the staged rows quick.</summary>
    public ValueTask PreparePartsAsync(CancellationToken cancellationToken) =>
        connection.ExecuteAsync(MergePlan.PreparePartsSql, cancellationToken);

    /// <summary>Merges the rows [first, end), round by round.</summary>
    public async ValueTask RunAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Math.Min(rows.RoundCount, RoundsMax); round++)
        {
            await RunRoundAsync(rows, first, end, round, cancellationToken).ConfigureAwait(false);
        }
        if (rows.RoundCount > RoundsMax)
        {
            await RunOneByOneAsync(rows, first, end, RoundsMax, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Merges the rows [first, end) one by one, from a round on.</summary>
    public async ValueTask RunOneByOneAsync(
        ChunkRows rows,
        int first,
        int end,
        int fromRound,
        CancellationToken cancellationToken
    )
    {
        var sql = script!.Sql(rows.Number, first, end, fromRound, refuses: false);
        await connection.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        await CollectAsync(MergeScript.RowsUpdated, rows.Updated, [], cancellationToken).ConfigureAwait(false);
        await CollectAsync(MergeScript.RowsConsentKept, rows.ConsentKept, [], cancellationToken).ConfigureAwait(false);
        await CollectAsync(MergeScript.RowsMoved, rows.Moved, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Merges the rows [first, end) one by one, each in a subtransaction of its own; returns what became of them.</summary>
    public async ValueTask<List<MergeOutcome>> TryOneByOneAsync(
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    )
    {
        var sql = script!.Sql(rows.Number, first, end, fromRound: 0, refuses: true);
        await connection.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        return await OutcomesAsync(cancellationToken).ConfigureAwait(false);
    }

    ValueTask<List<MergeOutcome>> OutcomesAsync(CancellationToken cancellationToken) =>
        connection.Current.ListAsync(
            MergeScript.Outcomes,
            [],
            reader => new MergeOutcome(
                reader.GetInt32(0),
                reader.GetString(1),
                reader.TextOrNull(2),
                reader.TextOrNull(3)
            ),
            cancellationToken
        );

    async ValueTask RunRoundAsync(ChunkRows rows, int first, int end, int round, CancellationToken cancellationToken)
    {
        if (Plan.FindConsentKept is { } find)
        {
            await CollectAsync(find, rows.ConsentKept, [round, first, end - 1], cancellationToken)
                .ConfigureAwait(false);
        }
        var changed = rows.Results.Changed;
        changed.Clear();
        await CollectAsync(Plan.LockChanged, changed, [round, first, end - 1], cancellationToken).ConfigureAwait(false);
        if (round == 0 && HasOthers(rows, first, end, changed.Count))
        {
            await CollectAsync(Plan.FindMoved, rows.Moved, [first, end - 1], cancellationToken).ConfigureAwait(false);
        }
        if (round == 0 && (changed.Count > 0 || rows.RoundCount > 1))
        {
            await connection.ExecuteAsync(MergePlan.IndexStageSql, cancellationToken).ConfigureAwait(false);
        }
        if (changed.Count > 0)
        {
            await WriteAsync(rows, changed, round, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Merges rows into contacts that are locked and change.</summary>
    async ValueTask WriteAsync(ChunkRows rows, List<int> changed, int round, CancellationToken cancellationToken)
    {
        var jobId = context.Options.JobId;
        await connection
            .Current.RunAsync(Plan.KeepBefore, [round, changed, jobId, rows.Number], cancellationToken)
            .ConfigureAwait(false);
        object[] parameters = [round, changed, jobId, context.Options.Now.ToUniversalTime()];
        await CollectAsync(Plan.Update, rows.Updated, parameters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True when the first round merges rows that change nothing, or whose contact is no longer there.</summary>
    static bool HasOthers(ChunkRows rows, int first, int end, int changedCount)
    {
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            if (RowCopier.IsMerge(rows, ordinal) && rows.Rounds[ordinal] == 0 && changedCount-- == 0)
            {
                return true;
            }
        }
        return false;
    }

    ValueTask CollectAsync(string sql, List<int> found, object[] parameters, CancellationToken cancellationToken) =>
        connection.Current.CollectAsync(sql, parameters, static reader => reader.GetInt32(0), found, cancellationToken);
}

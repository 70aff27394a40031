using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Finds the rows that the server refuses, by trying parts of a chunk in savepoints. What it finds is what applying the rows one
/// by one would: a part's new contacts are written before its merges, so where one of the other kind may be to blame the part is
/// cut between them. New contacts are found by the line that COPY names, else by ever smaller parts; merges are tried one by one
/// inside the server. All is rolled back; the caller sends the rest again.
/// </summary>
sealed class RefusalFinder(LoadConnection connection, ChunkWork work)
{
    const string Begin = "savepoint etl_trial";
    const string Keep = "release savepoint etl_trial; savepoint etl_trial";
    const string TakeBack = "rollback to savepoint etl_trial";

    readonly List<ChunkPart> parts = [];

    /// <summary>The parts that the server took one after the other.</summary>
    public IReadOnlyList<ChunkPart> Parts => parts;

    /// <summary>Tries the chunk in a transaction of its own and notes each refused row.</summary>
    public async ValueTask FindAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(Begin, cancellationToken).ConfigureAwait(false);
        if (rows.MergeCount > 0)
        {
            await work.MakeStageAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
            await PartWalk
                .RunAsync(rows.Count, (first, end) => StageAsync(rows, first, end, cancellationToken))
                .ConfigureAwait(false);
            await work.PreparePartsAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
        }
        await PartWalk
            .RunAsync(rows.Count, (first, end) => WriteAsync(rows, first, end, cancellationToken))
            .ConfigureAwait(false);
        await connection.RollbackAsync().ConfigureAwait(false);
        rows.ClearResults();
    }

    /// <summary>Stages a part. A value that the server's encoding lacks is refused already here.</summary>
    async ValueTask<int?> StageAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        if (!RowCopier.HasMerge(rows, first, end))
        {
            return null;
        }
        var refused = await TryAsync(() => work.StageAsync(rows, first, end, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (refused is not null)
        {
            return Refuse(rows, first, end, RowCopier.IsMerge, refused);
        }
        await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Writes a part: its new contacts, then its merges at a time, or one by one when one of them is refused.</summary>
    async ValueTask<int?> WriteAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        var isOneByOne = false;
        var refused = await TryInsertAsync(rows, first, end, cancellationToken).ConfigureAwait(false);
        if (refused is null)
        {
            isOneByOne = await TryMergeAsync(rows, first, end, cancellationToken).ConfigureAwait(false) is not null;
        }
        if (isOneByOne)
        {
            // They were taken back together with the merges.
            refused = await TryInsertAsync(rows, first, end, cancellationToken).ConfigureAwait(false);
        }
        if (refused is not null)
        {
            return Refuse(rows, first, end, RowCopier.IsInsert, refused);
        }
        if (
            isOneByOne && await MergeOneByOneAsync(rows, first, end, cancellationToken).ConfigureAwait(false) is { } cut
        )
        {
            return cut;
        }
        await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
        parts.Add(new ChunkPart(end, isOneByOne));
        return null;
    }

    ValueTask<PostgresException?> TryInsertAsync(
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    ) =>
        RowCopier.HasInsert(rows, first, end)
            ? TryAsync(
                async () => await work.InsertAsync(rows, first, end, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            : default;

    ValueTask<PostgresException?> TryMergeAsync(
        ChunkRows rows,
        int first,
        int end,
        CancellationToken cancellationToken
    ) =>
        RowCopier.HasMerge(rows, first, end)
            ? TryAsync(
                () => work.MergeAsync(rows, first, new ChunkPart(end, IsOneByOne: false), cancellationToken),
                cancellationToken
            )
            : default;

    /// <summary>
    /// Merges a part one by one and notes the refused rows; returns where to end the part instead when a new contact that comes
    /// later may be what a row was refused for.
    /// </summary>
    async ValueTask<int?> MergeOneByOneAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        var outcomes = await work.TryOneByOneAsync(rows, first, end, cancellationToken).ConfigureAwait(false);
        var refused = outcomes.FindAll(outcome =>
            outcome.Outcome is not (MergeScript.Updated or MergeScript.ConsentKept or MergeScript.Moved)
        );
        foreach (var outcome in refused)
        {
            if (PostgresFailures.DependsOnOthers(outcome.Outcome) && RowCopier.HasInsert(rows, outcome.Row + 1, end))
            {
                await connection.ExecuteAsync(TakeBack, cancellationToken).ConfigureAwait(false);
                return outcome.Row + 1;
            }
        }
        foreach (var outcome in refused)
        {
            rows.Refuse(outcome.Row, Refusals.From(outcome.Outcome, outcome.Column, outcome.Constraint));
        }
        return null;
    }

    /// <summary>
    /// Notes the row that a COPY of a part was refused for, if it is known, and returns where to end the next attempt: before a
    /// row that an earlier merge of the part may make room for, else in the middle.
    /// </summary>
    static int Refuse(ChunkRows rows, int first, int end, Func<ChunkRows, int, bool> isSent, PostgresException refused)
    {
        var bad = BadRow(rows, first, end, isSent, refused);
        if (bad < 0)
        {
            return PartWalk.Middle(first, end);
        }
        if (!PostgresFailures.DependsOnOthers(refused.SqlState) || !RowCopier.HasMerge(rows, first, bad))
        {
            rows.Refuse(bad, Refusals.From(refused));
        }
        return bad > first ? bad : end;
    }

    /// <summary>The row of the COPY's line, or the only one that was sent; −1 when it may be any.</summary>
    static int BadRow(ChunkRows rows, int first, int end, Func<ChunkRows, int, bool> isSent, PostgresException refused)
    {
        var sent = Enumerable.Range(first, end - first).Where(ordinal => isSent(rows, ordinal));
        var line = Refusals.LineOf(refused);
        var candidates = line > 0 ? sent.Skip(line - 1).Take(1).ToList() : sent.Take(2).ToList();
        return candidates.Count == 1 ? candidates[0] : -1;
    }

    /// <summary>Runs a part behind a savepoint; null when the server took it, else it is taken back.</summary>
    async ValueTask<PostgresException?> TryAsync(Func<ValueTask> part, CancellationToken cancellationToken)
    {
        try
        {
            await part().ConfigureAwait(false);
            return null;
        }
        catch (PostgresException exception) when (PostgresFailures.IsRowFault(exception))
        {
            await connection.ExecuteAsync(TakeBack, cancellationToken).ConfigureAwait(false);
            return exception;
        }
    }
}

using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Finds the rows that the server refuses, by trying parts of a chunk in savepoints: by the line that the error names, else by
/// ever smaller parts. What it tries is rolled back; the caller sends the rest again.
/// </summary>
sealed class RefusalFinder(LoadConnection connection, ChunkWork work)
{
    /// <summary>
    /// Rows tried at a time: an error costs at most so many rows, and a chunk at most thirty savepoints without one. Parts are
    /// halved by an error and doubled by success, so that they fit how close together the refused rows are.
    /// </summary>
    const int RowsPerTrialMax = 1024;

    const string Begin = "savepoint etl_trial";
    const string Keep = "release savepoint etl_trial; savepoint etl_trial";
    const string TakeBack = "rollback to savepoint etl_trial";

    readonly List<int> taken = [];
    readonly List<int> mergeEnds = [];

    /// <summary>Where the parts end whose merging the server took one after the other.</summary>
    public IReadOnlyList<int> MergeEnds => mergeEnds;

    /// <summary>Tries the chunk in a transaction of its own and notes each refused row.</summary>
    public async ValueTask FindAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(Begin, cancellationToken).ConfigureAwait(false);
        if (rows.InsertCount > 0)
        {
            await WalkAsync(
                    rows,
                    HasInsert,
                    (first, end) => work.InsertAsync(rows, first, end, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        if (rows.MergeCount > 0)
        {
            await work.StageAsync(rows, cancellationToken).ConfigureAwait(false);
            await work.PreparePartsAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
            await WalkAsync(
                    rows,
                    HasMerge,
                    (first, end) => work.MergeAsync(rows, first, end, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
            mergeEnds.AddRange(taken);
        }
        await connection.RollbackAsync().ConfigureAwait(false);
    }

    async ValueTask WalkAsync(
        ChunkRows rows,
        Func<ChunkRows, int, int, bool> isNeeded,
        Func<int, int, ValueTask> part,
        CancellationToken cancellationToken
    )
    {
        var first = 0;
        var size = RowsPerTrialMax;
        taken.Clear();
        while (first < rows.Count)
        {
            var end = Math.Min(first + size, rows.Count);
            var refused = isNeeded(rows, first, end)
                ? await TryAsync(() => part(first, end), cancellationToken).ConfigureAwait(false)
                : null;
            if (refused is null)
            {
                first = end;
                taken.Add(end);
                size = Math.Min(2 * size, RowsPerTrialMax);
                continue;
            }
            if (BadRow(rows, first, end, refused) is var bad and >= 0)
            {
                rows.Refuse(bad, Refusals.From(refused));
            }
            size = Math.Max(1, (end - first) / 2);
        }
    }

    /// <summary>The row of a COPY's line, or the only one; −1 when it may be any.</summary>
    static int BadRow(ChunkRows rows, int first, int end, PostgresException refused)
    {
        var line = Refusals.LineOf(refused);
        var bad = line > 0 ? RowCopier.RowOfLine(rows, first, end, line) : -1;
        return bad < 0 && end - first == 1 ? first : bad;
    }

    /// <summary>Runs a part behind a savepoint; null when the server took it.</summary>
    async ValueTask<PostgresException?> TryAsync(Func<ValueTask> part, CancellationToken cancellationToken)
    {
        try
        {
            await part().ConfigureAwait(false);
            await connection.ExecuteAsync(Keep, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException exception) when (Connections.PostgresFailures.IsRowFault(exception))
        {
            await connection.ExecuteAsync(TakeBack, cancellationToken).ConfigureAwait(false);
            return exception;
        }
    }

    static bool HasMerge(ChunkRows rows, int first, int end)
    {
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            if (rows.Actions[ordinal] == RowAction.Merge && !rows.Refusals.ContainsKey(ordinal))
            {
                return true;
            }
        }
        return false;
    }

    static bool HasInsert(ChunkRows rows, int first, int end)
    {
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            if (RowCopier.IsInsert(rows, ordinal))
            {
                return true;
            }
        }
        return false;
    }
}

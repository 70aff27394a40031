using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Finds the rows that the server refuses, by trying parts of a chunk in savepoints: by the line that the error names, else by
/// halves. What it tries is rolled back; the caller sends the rest again.
/// </summary>
sealed class RefusalFinder(LoadConnection connection, ChunkWork work)
{
    /// <summary>Rows tried at a time: an error costs at most so many rows, and a chunk at most thirty savepoints without one.</summary>
    const int RowsPerTrial = 1024;

    const string Savepoint = "etl_trial";

    /// <summary>Tries the chunk in a transaction of its own and notes each refused row.</summary>
    public async ValueTask FindAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
        if (rows.InsertCount > 0)
        {
            for (var first = 0; first < rows.Count; first += RowsPerTrial)
            {
                await TryInsertAsync(rows, first, Math.Min(first + RowsPerTrial, rows.Count), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        if (rows.MergeCount > 0)
        {
            await work.StageAsync(rows, cancellationToken).ConfigureAwait(false);
            for (var first = 0; first < rows.Count; first += RowsPerTrial)
            {
                await TryMergeAsync(rows, first, Math.Min(first + RowsPerTrial, rows.Count), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        await connection.RollbackAsync().ConfigureAwait(false);
    }

    async ValueTask TryInsertAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        if (!HasInsert(rows, first, end))
        {
            return;
        }
        var refused = await TryAsync(() => work.InsertAsync(rows, first, end, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (refused is null)
        {
            return;
        }
        var line = Refusals.LineOf(refused);
        var bad = line > 0 ? RowCopier.RowOfLine(rows, first, end, line) : -1;
        if (bad < 0 && end - first == 1)
        {
            bad = first;
        }
        if (bad >= 0)
        {
            rows.Refuse(bad, Refusals.From(refused));
            await TryInsertAsync(rows, first, bad, cancellationToken).ConfigureAwait(false);
            await TryInsertAsync(rows, bad + 1, end, cancellationToken).ConfigureAwait(false);
            return;
        }
        var middle = first + (end - first) / 2;
        await TryInsertAsync(rows, first, middle, cancellationToken).ConfigureAwait(false);
        await TryInsertAsync(rows, middle, end, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask TryMergeAsync(ChunkRows rows, int first, int end, CancellationToken cancellationToken)
    {
        if (!rows.Actions.AsSpan(first, end - first).Contains(RowAction.Merge))
        {
            return;
        }
        var refused = await TryAsync(() => work.MergeAsync(rows, first, end, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (refused is null)
        {
            return;
        }
        if (end - first == 1)
        {
            rows.Refuse(first, Refusals.From(refused));
            return;
        }
        var middle = first + (end - first) / 2;
        await TryMergeAsync(rows, first, middle, cancellationToken).ConfigureAwait(false);
        await TryMergeAsync(rows, middle, end, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a part in a savepoint; null when the server took it.</summary>
    async ValueTask<PostgresException?> TryAsync(Func<ValueTask> part, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"savepoint {Savepoint}", cancellationToken).ConfigureAwait(false);
        try
        {
            await part().ConfigureAwait(false);
            await connection.ExecuteAsync($"release savepoint {Savepoint}", cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException exception) when (Connections.PostgresFailures.IsRowFault(exception))
        {
            await connection
                .ExecuteAsync($"rollback to savepoint {Savepoint}; release savepoint {Savepoint}", cancellationToken)
                .ConfigureAwait(false);
            return exception;
        }
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

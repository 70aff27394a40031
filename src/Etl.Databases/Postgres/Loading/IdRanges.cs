using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Reading;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>Takes contiguous ranges of ids from the key's sequence, which nobody else gets any of.</summary>
sealed class IdRanges(LoadContext context, LoadConnection connection)
{
    /// <summary>A transaction of somebody else that has taken a number holds the sequence until it ends; that is not waited for.</summary>
    const string LockTimeout = "200ms";

    /// <summary>Ranges that are tried before the import gives up; each that fails leaves a gap.</summary>
    const int AttemptsMax = 20;

    readonly string sequence = context.Plan.Table.Key?.Sequence ?? "";

    /// <summary>The first id of a new range.</summary>
    public async ValueTask<long> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        if (context.Options.DryRun)
        {
            return await PeekAsync(open, cancellationToken).ConfigureAwait(false);
        }
        if (context.Plan.IsMadeByEtl && !connection.HoldsJob)
        {
            try
            {
                return await TakeOfBlockAsync(open, count, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (IsRefused(exception))
            {
                await connection.RollbackAsync().ConfigureAwait(false);
                context.Ids.Clear();
            }
        }
        return await TakeOneByOneAsync(open, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Somebody takes ids just now, or the sequence is not this user's.</summary>
    static bool IsRefused(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>Gives back what is left of the ids that were reserved, unless others have taken some behind them.</summary>
    public async ValueTask GiveBackAsync(CancellationToken cancellationToken)
    {
        if (context.Ids.Left == 0)
        {
            return;
        }
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await AloneAsync(
                    open,
                    FormattableString.Invariant(
                        $"select setval({SqlLiteral.Of(sequence)}, {context.Ids.Next - 1}) from {sequence} where last_value = {context.Ids.End - 1}"
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (PostgresException exception) when (IsRefused(exception))
        {
            // Then a gap stays, as after any transaction that is taken back.
            await connection.RollbackAsync().ConfigureAwait(false);
        }
        context.Ids.Clear();
    }

    async ValueTask<long> TakeOfBlockAsync(NpgsqlConnection open, int count, CancellationToken cancellationToken)
    {
        var ids = context.Ids;
        if (!ids.TryTake(count, out var first))
        {
            var size = ids.SizeFor(count);
            ids.Add(await TakeAtOnceAsync(open, size, cancellationToken).ConfigureAwait(false), size);
            ids.TryTake(count, out first);
        }
        return first;
    }

    ValueTask<long> TakeAtOnceAsync(NpgsqlConnection open, int count, CancellationToken cancellationToken)
    {
        var name = SqlLiteral.Of(sequence);
        return AloneAsync(
            open,
            FormattableString.Invariant($"select setval({name}, nextval({name}) + {count - 1}) - {count - 1}"),
            cancellationToken
        );
    }

    /// <summary>
    /// Moves the sequence while an ALTER that changes nothing keeps others from it. The result is on the disk when this returns, so
    /// that ids which are used later are never given twice, not even when the server crashes in between.
    /// </summary>
    async ValueTask<long> AloneAsync(NpgsqlConnection open, string move, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("begin");
            batch.Add($"select set_config('lock_timeout', '{LockTimeout}', true)");
            batch.Add($"alter sequence {sequence} no cycle");
            batch.Add(move);
            batch.Add("commit");
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetInt64(0) : 0;
            }
        }
    }

    /// <summary>
    /// Takes the numbers one by one. Others may take some in between; then the range has a gap and the next one is tried.
    /// </summary>
    async ValueTask<long> TakeOneByOneAsync(NpgsqlConnection open, int count, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            // The name is a literal, so that it is looked up once and not for every number.
            var ranges = await open.ListAsync(
                    $"select min(n), max(n) from (select nextval({SqlLiteral.Of(sequence)}) as n from generate_series(1, $1)) r",
                    [count],
                    reader => (First: reader.GetInt64(0), Last: reader.GetInt64(1)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (ranges[0].Last - ranges[0].First + 1 == count)
            {
                return ranges[0].First;
            }
        }
        throw new JobException(
            $"The sequence {sequence} does not give numbers one after the other: others take some at the same time, or it counts in larger steps. Import while nobody inserts, let it count in steps of one, or map a column to the key."
        );
    }

    /// <summary>
    /// A dry run takes no numbers, for nothing of it stays. It uses such as are far from those that a real job takes at the same time,
    /// which would wait at the primary key until the dry run ends: an eighth of the way from the last number to the highest.
    /// </summary>
    async ValueTask<long> PeekAsync(NpgsqlConnection open, CancellationToken cancellationToken)
    {
        var key = context.Plan.Table.Key!;
        var highest = key.Type switch
        {
            PostgresType.Int2 => short.MaxValue,
            PostgresType.Int4 => int.MaxValue,
            _ => long.MaxValue,
        };
        return await open.ScalarAsync<long>(
                $"select greatest(1 + (select coalesce(max({Sql.Quote(key.Name)}), 0)::bigint from {context.Plan.Table.Name.Quoted}), s.n + ($1 - s.n) / 8) "
                    + $"from (select greatest(pg_sequence_last_value({SqlLiteral.Of(sequence)}::regclass), 0) as n) s",
                [highest],
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}

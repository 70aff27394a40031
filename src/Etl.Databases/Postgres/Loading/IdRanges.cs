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
                return await TakeAtOnceAsync(open, count, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception)
                when (exception.SqlState
                        is PostgresErrorCodes.LockNotAvailable
                            or PostgresErrorCodes.InsufficientPrivilege
                )
            {
                await connection.RollbackAsync().ConfigureAwait(false);
            }
        }
        return await TakeOneByOneAsync(open, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Moves the sequence by the whole range while an ALTER that changes nothing keeps others from it. Its commit need not wait
    /// for the disk: the chunk's own commit, which is later in the log, does.
    /// </summary>
    async ValueTask<long> TakeAtOnceAsync(NpgsqlConnection open, int count, CancellationToken cancellationToken)
    {
        var name = SqlLiteral.Of(sequence);
        var batch = new NpgsqlBatch(open) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    $"select set_config('lock_timeout', '{LockTimeout}', true), set_config('synchronous_commit', 'off', true)"
                )
            );
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"alter sequence {sequence} no cycle"));
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    FormattableString.Invariant($"select setval({name}, nextval({name}) + {count - 1}) - {count - 1}")
                )
            );
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return reader.GetInt64(0);
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

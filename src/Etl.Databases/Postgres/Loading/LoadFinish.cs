using System.Collections.Concurrent;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>The end of a load: indexes of a table that Etl made, and the commit of a job that is one transaction.</summary>
sealed class LoadFinish(LoadContext context, IReadOnlyList<LoadConnection> connections)
{
    /// <summary>Sorting in memory halves the time of an index; the server's default of 64 MB is for many users at a time.</summary>
    const string SortMemory = "set local maintenance_work_mem = '256MB'";

    const string Action = "finish the load";

    /// <summary>Runs it.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (context.Options.DryRun)
        {
            return;
        }
        try
        {
            await MakeIndexesAsync(cancellationToken).ConfigureAwait(false);
            if (connections[0].HoldsJob)
            {
                await new JobCommit(context, connections[0]).RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            throw connections[0].HoldsJob && PostgresFailures.IsTransient(exception)
                ? LoadConnection.TakenBack(exception)
                : PostgresFailures.Describe(context.Connections.Address, exception, Action);
        }
    }

    /// <summary>The key first, alone, because it locks the table; then the others at the same time.</summary>
    async ValueTask MakeIndexesAsync(CancellationToken cancellationToken)
    {
        if (!context.Plan.IsMadeByEtl || context.Options.IsFollowed)
        {
            return;
        }
        IReadOnlyList<NewIndex> missing = [];
        await RepeatAsync(
                connections[0],
                async open =>
                    missing = await TableMaker
                        .MissingIndexesAsync(
                            open,
                            context.Plan.Table,
                            context.Options.MatchRules,
                            context.Options.MakesMatchIndexes,
                            cancellationToken
                        )
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var index in missing.Where(index => index.IsPrimaryKey))
        {
            await MakeAsync(connections[0], index, cancellationToken).ConfigureAwait(false);
        }
        var rest = new ConcurrentQueue<NewIndex>(missing.Where(index => !index.IsPrimaryKey));
        var makers = connections.Select(connection => MakeAllAsync(connection, rest, cancellationToken));
        await Task.WhenAll(makers).ConfigureAwait(false);
    }

    async Task MakeAllAsync(
        LoadConnection connection,
        ConcurrentQueue<NewIndex> rest,
        CancellationToken cancellationToken
    )
    {
        while (rest.TryDequeue(out var index))
        {
            await MakeAsync(connection, index, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes one. An attempt whose answer was lost may have made it, so each looks first.</summary>
    ValueTask MakeAsync(LoadConnection connection, NewIndex index, CancellationToken cancellationToken) =>
        RepeatAsync(
            connection,
            async open =>
            {
                var existing = await TableMaker
                    .IndexesAsync(open, context.Plan.Table, cancellationToken)
                    .ConfigureAwait(false);
                if (!existing.TryGetValue(index.Name, out var isValid) || !isValid)
                {
                    var drop = existing.ContainsKey(index.Name) ? index.DropSql(context.Plan.Table.Name) : "";
                    var sql = $"{SortMemory}; {drop}{index.Sql}";
                    await connection
                        .ExecuteAsync(connection.HoldsJob ? sql : $"begin; {sql}; commit", cancellationToken)
                        .ConfigureAwait(false);
                }
            },
            cancellationToken
        );

    /// <summary>Does what may be done twice.</summary>
    ValueTask RepeatAsync(
        LoadConnection connection,
        Func<NpgsqlConnection, ValueTask> part,
        CancellationToken cancellationToken
    ) =>
        new Attempts(context.Connections.Address, connection, context.Time) { MayPass = MayPass }.RunAsync(
            async () =>
                await part(await connection.GetAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false),
            Action,
            cancellationToken
        );

    /// <summary>An attempt that the server has not given up yet is in the way of the next one until it ends, one way or the other.</summary>
    static bool MayPass(Exception exception) =>
        PostgresFailures.IsTransient(exception)
        || exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.DuplicateTable
                    or PostgresErrorCodes.InvalidTableDefinition
                    or PostgresErrorCodes.UniqueViolation,
                SchemaName: null or "pg_catalog",
            };
}

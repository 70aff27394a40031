using System.Collections.Concurrent;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>The end of a load: indexes of a table that Etl made, and the commit of a job that is one transaction.</summary>
sealed class LoadFinish(LoadContext context, IReadOnlyList<LoadConnection> connections)
{
    /// <summary>The server's default of 64 MB is for many users at a time; with more, several of its processes build one index.</summary>
    const string MemoryAlone = "set local maintenance_work_mem = '256MB'";

    /// <summary>
    /// For one of several indexes that are made at the same time: it is sorted in pieces that stay in a processor's caches, by one
    /// process. Identifiers begin alike, so most comparisons look at both texts, and among many of them each look waits for memory.
    /// </summary>
    const string MemoryBeside = "set local maintenance_work_mem = '8MB'";

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
            await RepeatAsync(
                    connections[0],
                    _ => new IdRanges(context, connections[0]).GiveBackAsync(cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
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

    async ValueTask MakeIndexesAsync(CancellationToken cancellationToken)
    {
        if (!context.Plan.IsMadeByEtl || context.Options.IsFollowed)
        {
            return;
        }
        IReadOnlyList<NewIndex> missing = [];
        (string? Name, bool IsMade) keyIndex = default;
        await RepeatAsync(
                connections[0],
                async open =>
                {
                    missing = await MissingAsync(open, cancellationToken).ConfigureAwait(false);
                    keyIndex = await TableMaker
                        .KeyIndexNameAsync(open, context.Plan.Table, cancellationToken)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var key = missing.FirstOrDefault(index => index.IsPrimaryKey);
        var others = missing.Where(index => !index.IsPrimaryKey).ToList();
        var isBeside = keyIndex.IsMade || (others.Count > 0 && connections.Count > 1);
        if (key is not null && keyIndex.Name is { } name && isBeside)
        {
            var table = context.Plan.Table.Name;
            await MakeAllAsync([.. others, NewIndex.OfKey(table, name)], cancellationToken).ConfigureAwait(false);
            await MakeAsync(connections[0], NewIndex.PrimaryKeyOutOf(table, name), cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        if (key is not null)
        {
            await MakeAsync(connections[0], key, cancellationToken).ConfigureAwait(false);
        }
        await MakeAllAsync(others, cancellationToken).ConfigureAwait(false);
    }

    ValueTask<IReadOnlyList<NewIndex>> MissingAsync(NpgsqlConnection open, CancellationToken cancellationToken) =>
        TableMaker.MissingIndexesAsync(
            open,
            context.Plan.Table,
            context.Options.MatchRules,
            context.Options.MakesMatchIndexes,
            cancellationToken
        );

    /// <summary>Makes indexes at the same time. The primary key itself locks the table, so it comes before them or behind.</summary>
    Task MakeAllAsync(IReadOnlyList<NewIndex> indexes, CancellationToken cancellationToken)
    {
        var rest = new ConcurrentQueue<NewIndex>(indexes);
        return Task.WhenAll(connections.Select(connection => MakeNextAsync(connection, rest, cancellationToken)));
    }

    async Task MakeNextAsync(
        LoadConnection connection,
        ConcurrentQueue<NewIndex> rest,
        CancellationToken cancellationToken
    )
    {
        if (!await TryOpenAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return;
        }
        while (rest.TryDequeue(out var index))
        {
            await MakeAsync(connection, index, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False for one of the further connections that the server has none for: the first makes the indexes then.</summary>
    async ValueTask<bool> TryOpenAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            if (connection != connections[0])
            {
                await connection.GetAsync(cancellationToken).ConfigureAwait(false);
            }
            return true;
        }
        catch (Exception exception) when (PostgresFailures.IsTransient(exception))
        {
            // What else fails is tried again where an index is made.
            return !PostgresFailures.IsNoneLeft(exception);
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
                    var memory = connections.Count > 1 && !index.IsPrimaryKey ? MemoryBeside : MemoryAlone;
                    var sql = $"{memory}; {drop}{index.Sql}";
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
        new Attempts(context.Connections, connection, context.Time) { MayPass = MayPass }.RunAsync(
            async () =>
                await part(await connection.GetAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false),
            Action,
            cancellationToken
        );

    /// <summary>An attempt that the server has not given up yet is in the way of the next one until it ends, one way or the other.</summary>
    /// <remarks>An index that became the key meanwhile cannot become it again, which is a state that was not expected to the server.</remarks>
    internal static bool MayPass(Exception exception) =>
        PostgresFailures.IsTransient(exception)
        || exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.DuplicateTable
                    or PostgresErrorCodes.InvalidTableDefinition
                    or PostgresErrorCodes.ObjectNotInPrerequisiteState
                    or PostgresErrorCodes.UniqueViolation,
                SchemaName: null or "pg_catalog",
            };
}

using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>The end of a load: indexes of a table that Etl made, and the commit of a job that is one transaction.</summary>
sealed class LoadFinish(LoadContext context, IReadOnlyList<LoadConnection> connections)
{
    /// <summary>Sorting in memory halves the time of an index; the server's default of 64 MB is for many users at a time.</summary>
    const string SortMemory = "set maintenance_work_mem = '256MB'";

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
                await connections[0].CommitJobAsync(context, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            throw PostgresFailures.Describe(context.Connections.Address, exception, "finish the load");
        }
    }

    /// <summary>The key first, alone, because it locks the table; then the others at the same time.</summary>
    async ValueTask MakeIndexesAsync(CancellationToken cancellationToken)
    {
        if (!context.Plan.IsMadeByEtl)
        {
            return;
        }
        var open = await connections[0].GetAsync(cancellationToken).ConfigureAwait(false);
        var missing = await TableMaker
            .MissingIndexesAsync(
                open,
                context.Plan.Table,
                context.Options.MatchRules,
                context.Options.MakesMatchIndexes,
                cancellationToken
            )
            .ConfigureAwait(false);
        var rest = new Queue<string>(
            missing.Where(statement => !statement.StartsWith("alter", StringComparison.Ordinal))
        );
        foreach (var statement in missing.Except(rest))
        {
            await MakeAsync(connections[0], statement, cancellationToken).ConfigureAwait(false);
        }
        var makers = connections.Select(connection => MakeAllAsync(connection, rest, cancellationToken));
        await Task.WhenAll(makers).ConfigureAwait(false);
    }

    static async Task MakeAllAsync(LoadConnection connection, Queue<string> rest, CancellationToken cancellationToken)
    {
        while (true)
        {
            string? statement;
            lock (rest)
            {
                if (!rest.TryDequeue(out statement))
                {
                    return;
                }
            }
            await MakeAsync(connection, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    static async ValueTask MakeAsync(LoadConnection connection, string statement, CancellationToken cancellationToken)
    {
        await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(SortMemory, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }
}

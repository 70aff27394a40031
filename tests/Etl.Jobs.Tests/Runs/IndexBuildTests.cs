using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;
using Npgsql;

namespace Etl.Jobs.Tests.Runs;

/// <summary>The indexes that are made when the first load is complete.</summary>
public sealed class IndexBuildTests : IDisposable
{
    /// <summary>Statements at the end of an import: the indexes and what goes before and behind them.</summary>
    const int LastStatements = 14;

    const string Indexes = "select indexdef from pg_indexes where tablename = 'people' order by 1";

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_connection_that_is_lost_while_indexes_are_made_costs_none()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var port = new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        await using var counting = PostgresProxy.Start(port);
        await ImportAsync(database, counting);
        var expected = await database.RowsAsync(Indexes, Token);
        var cuts = Enumerable
            .Range(0, LastStatements)
            .Select(back => new PostgresCut(PostgresStep.Statement, counting.CountOf(PostgresStep.Statement) - back))
            .Append(new PostgresCut(PostgresStep.CommitAnswered, counting.CountOf(PostgresStep.CommitAnswered)))
            .Append(new PostgresCut(PostgresStep.BeforeCommit, counting.CountOf(PostgresStep.CommitAnswered)));
        foreach (var cut in cuts)
        {
            await database.ExecuteAsync(
                "drop table people, etl_target, etl_job, etl_chunk, etl_before, etl_inserted",
                Token
            );
            await using var proxy = PostgresProxy.Start(port, cut);

            var report = await ImportAsync(database, proxy);

            Assert.Equal((cut.ToString(), "succeeded", 0), (cut.ToString(), report.Status, proxy.CutsLeft));
            Assert.Equal(expected, await database.RowsAsync(Indexes, Token));
        }
    }

    [Fact]
    public async Task An_index_that_somebody_left_unfinished_is_made_anew()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var proxy = PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        await ImportAsync(database, proxy);
        await database.ExecuteAsync(
            "update pg_index set indisvalid = false where indexrelid = 'people_email_match'::regclass",
            Token
        );

        await ImportAsync(database, proxy);

        Assert.True(
            await database.ScalarAsync<bool>(
                "select indisvalid from pg_index where indexrelid = 'people_email_match'::regclass",
                Token
            )
        );
    }

    Task<RunReport> ImportAsync(PostgresDatabase database, PostgresProxy proxy)
    {
        var target = new UriBuilder(database.UriOf("people")) { Host = "127.0.0.1", Port = proxy.Port };
        var options = new JobOptions
        {
            Inputs = [folder.Write("people.csv", "Email,Phone\nann@x.org,+41441234567\n")],
            Target = target.Uri.AbsoluteUri,
            Connections = 1,
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, new HurriedTimeProvider());
        return new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }
}

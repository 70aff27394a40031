using Etl.Testing;

namespace Etl.Databases.Tests.Postgres;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_test_gets_a_database_of_its_own()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var first = await PostgresServer.CreateDatabaseAsync(cancellation);
        await using var second = await PostgresServer.CreateDatabaseAsync(cancellation);

        await first.ExecuteAsync(
            "create table t (a int, b text); insert into t values (1, null), (2, 'ü')",
            cancellation
        );

        Assert.Equal(2, await first.ScalarAsync<long>("select count(*) from t", cancellation));
        Assert.Equal(
            [
                ["1", null],
                ["2", "ü"],
            ],
            await first.RowsAsync("select * from t order by a", cancellation)
        );
        Assert.Null(await second.ScalarAsync<string>("select to_regclass('t')::text", cancellation));
    }

    [Fact]
    public async Task A_cluster_of_its_own_can_crash_and_start_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.StartOwnAsync("max_connections=17");
        var cluster = server.Cluster!;
        await using var database = await server.AddDatabaseAsync(cancellation);
        await database.ExecuteAsync("create table t (a int)", cancellation);

        await cluster.StopImmediateAsync(cancellation);
        Assert.Null(cluster.ProcessId);
        await cluster.StartAgainAsync(cancellation);
        var before = cluster.ProcessId;
        await cluster.RestartAsync(cancellation);

        Assert.NotEqual(before, cluster.ProcessId);
        Assert.Equal("t", await database.ScalarAsync<string>("select to_regclass('t')::text", cancellation));
        Assert.Equal("17", await database.ScalarAsync<string>("show max_connections", cancellation));
    }
}

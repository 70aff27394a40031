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
    const int LastStatements = 16;

    const string Indexes = "select indexdef from pg_indexes where tablename = 'people' order by 1";

    const string Keys =
        "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'people'::regclass and contype = 'p'";

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_connection_that_is_lost_while_indexes_are_made_costs_none(int connections)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var port = new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        await using var counting = PostgresProxy.Start(port);
        await ImportAsync(database, counting, connections);
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

            var report = await ImportAsync(database, proxy, connections);

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

    [Fact]
    public async Task The_key_is_the_same_whether_it_is_made_alone_or_beside_the_other_indexes()
    {
        await using var one = await PostgresServer.CreateDatabaseAsync(Token);
        await using var two = await PostgresServer.CreateDatabaseAsync(Token);

        await ImportAsync(one, connections: 1);
        await ImportAsync(two, connections: 2);

        Assert.Equal(
            [
                ["people_pkey", "PRIMARY KEY (id)"],
            ],
            await one.RowsAsync(Keys, Token)
        );
        Assert.Equal(await one.RowsAsync(Keys, Token), await two.RowsAsync(Keys, Token));
        Assert.Equal(await one.RowsAsync(Indexes, Token), await two.RowsAsync(Indexes, Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_index_that_a_load_left_before_it_became_the_key_becomes_it(int connections)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await ImportAsync(database, connections);
        var expected = await database.RowsAsync(Indexes, Token);
        await database.ExecuteAsync(
            "alter table people drop constraint people_pkey; create unique index people_pkey on people (id)",
            Token
        );

        await ImportAsync(database, connections);

        Assert.Equal(
            [
                ["people_pkey", "PRIMARY KEY (id)"],
            ],
            await database.RowsAsync(Keys, Token)
        );
        Assert.Equal(expected, await database.RowsAsync(Indexes, Token));
    }

    [Theory]
    [InlineData("create sequence people_pkey")]
    [InlineData("create table other (id int); create unique index people_pkey on other (id)")]
    public async Task A_key_whose_usual_name_is_taken_gets_another_one(string taken)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(taken, Token);

        await ImportAsync(database, connections: 2);

        Assert.Equal(
            [
                ["people_pkey1", "PRIMARY KEY (id)"],
            ],
            await database.RowsAsync(Keys, Token)
        );
    }

    [Theory]
    [InlineData("(phone)")]
    [InlineData("(id, phone)")]
    [InlineData("(id desc)")]
    [InlineData("(id) where id > 0")]
    public async Task An_index_under_that_name_that_is_none_of_the_key_stays(string definition)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await ImportAsync(database, connections: 2);
        await database.ExecuteAsync(
            $"alter table people drop constraint people_pkey; drop index people_email_match; create unique index people_pkey on people {definition}",
            Token
        );

        await ImportAsync(database, connections: 2);

        Assert.Equal(
            [
                ["people_pkey1", "PRIMARY KEY (id)"],
            ],
            await database.RowsAsync(Keys, Token)
        );
        Assert.Equal(5, (await database.RowsAsync(Indexes, Token)).Count);
    }

    async Task ImportAsync(PostgresDatabase database, int connections)
    {
        await using var proxy = PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        var report = await ImportAsync(database, proxy, connections);
        Assert.Equal("succeeded", report.Status);
    }

    Task<RunReport> ImportAsync(PostgresDatabase database, PostgresProxy proxy, int connections = 1)
    {
        var target = new UriBuilder(database.UriOf("people")) { Host = "127.0.0.1", Port = proxy.Port };
        var options = new JobOptions
        {
            Inputs = [folder.Write("people.csv", "Email,Phone\nann@x.org,+41441234567\n")],
            Target = target.Uri.AbsoluteUri,
            Connections = connections,
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, new HurriedTimeProvider());
        return new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }
}

using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Tests.Postgres.Reading;
using Etl.Databases.Tests.Sqlite;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Loads into a database whose encoding lacks most characters.</summary>
public sealed class OtherEncodingLoadTests
{
    static readonly string[] fields = ["email", "first_name"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DuplicatePolicy.Skip, false)]
    [InlineData(DuplicatePolicy.Skip, true)]
    [InlineData(DuplicatePolicy.Update, false)]
    [InlineData(DuplicatePolicy.Update, true)]
    public async Task A_value_that_the_server_cannot_hold_costs_its_record_only(DuplicatePolicy policy, bool isLookedUp)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var other = await OtherEncoding.CreateAsync(database, "LATIN1", Token);
        await using var store = await OpenAsync(database, other);
        await LoadAsync(
            store,
            [
                ["ann@x.org", "Ann"],
                ["bob@x.org", "Bob"],
            ],
            DuplicatePolicy.Skip
        );
        if (isLookedUp)
        {
            // So many contacts are not read for a few records.
            await RunAsync(other, SteppedLoad.SaysLarge);
        }

        var job = await LoadAsync(
            store,
            [
                ["ann@x.org", "\u6f22\u5b57"],
                ["\u6f22\u5b57@x.org", "New"],
                ["carl@x.org", "\ud83d\ude00"],
                ["dora@x.org", "D\u00f6rte"],
                ["bob@x.org", "B\u00f6b"],
                ["\u6f22@x.org", "\u6f22"],
                ["eve@x.org", "Eve"],
            ],
            policy
        );

        var stored = policy == DuplicatePolicy.Update ? RowOutcome.Updated : RowOutcome.DuplicateInStore;
        var ann = policy == DuplicatePolicy.Update ? RowOutcome.Rejected : RowOutcome.DuplicateInStore;
        Assert.Equal(
            [
                ann,
                RowOutcome.Rejected,
                RowOutcome.Rejected,
                RowOutcome.Inserted,
                stored,
                RowOutcome.Rejected,
                RowOutcome.Inserted,
            ],
            job.Outcomes
        );
        Assert.All(job.RejectCodes, code => Assert.Equal("DB_22P05", code));
        Assert.Equal(
            policy == DuplicatePolicy.Update
                ? "ann@x.org Ann,bob@x.org B\u00f6b,dora@x.org D\u00f6rte,eve@x.org Eve"
                : "ann@x.org Ann,bob@x.org Bob,dora@x.org D\u00f6rte,eve@x.org Eve",
            await ContentsAsync(other)
        );
    }

    static async Task<ChunkedJob> LoadAsync(PostgresStore store, IReadOnlyList<string[]> rows, DuplicatePolicy policy)
    {
        var layout = StoreFixture.Layout(fields);
        var jobId = await store.BeginJobAsync(StoreFixture.Start(), Token);
        var job = new ChunkedJob(layout, rows, 5, 1);
        var options = StoreFixture.Options(jobId, layout) with
        {
            OnDuplicate = policy,
            ExpectedRecords = rows.Count,
            Connections = 1,
        };
        await job.RunAsync(store, options, int.MaxValue);
        await store.FinishJobAsync(jobId, JobState.Succeeded, "{}", Token);
        return job;
    }

    static ValueTask<PostgresStore> OpenAsync(PostgresDatabase database, OtherEncoding other)
    {
        var name = new NpgsqlConnectionStringBuilder(other.ConnectionString).Database;
        var uri = database.Uri[..(database.Uri.LastIndexOf('/') + 1)] + name;
        return PostgresStore.OpenAsync(
            PostgresAddress.Parse(uri),
            new PostgresStoreOptions(),
            TimeProvider.System,
            Token
        );
    }

    static async Task<string> ContentsAsync(OtherEncoding other) =>
        (string)
            (await RunAsync(other, "select string_agg(email || ' ' || first_name, ',' order by email) from contacts"))!;

    static async Task<object?> RunAsync(OtherEncoding other, string sql)
    {
        await using var connection = new NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}

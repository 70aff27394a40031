using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Mapping;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Tests.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Loading;

public sealed class SpareTailTests
{
    static readonly string[] fields = ["email", "notes", "email_2", "home_phone", "custom.rest"];
    const int OwnFields = 2;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, DuplicatePolicy.Skip)]
    [InlineData(2, 1, DuplicatePolicy.Create)]
    [InlineData(2, 3, DuplicatePolicy.Skip)]
    [InlineData(3, 20, DuplicatePolicy.Skip)]
    [InlineData(3, 2, DuplicatePolicy.Update)]
    public async Task Spare_values_arrive_wherever_they_stand_in_a_chunk(
        int rowsPerBatch,
        int batchesPerChunk,
        DuplicatePolicy policy
    )
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var rows = Rows();
        await LoadAsync(database, rows, rowsPerBatch, batchesPerChunk, policy);
        Assert.Equal(rows.Select(row => string.Join('|', row)), await ContentsAsync(database));
    }

    [Fact]
    public async Task Of_a_refused_row_the_others_of_its_chunk_keep_their_spare_values()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await LoadAsync(database, Rows(), 2, 3, DuplicatePolicy.Skip);
        await database.ExecuteAsync("truncate contacts; alter table contacts add check (notes <> 'n25')", Token);
        var outcomes = await LoadAsync(database, Rows(), 2, 3, DuplicatePolicy.Skip);
        Assert.Equal(25, outcomes.IndexOf(RowOutcome.Rejected));
        Assert.Equal(
            Rows().Where(row => row[1] != "n25").Select(row => string.Join('|', row)),
            await ContentsAsync(database)
        );
    }

    /// <summary>A column that is left out gets its default, and Etl writes NULL for nothing.</summary>
    [Theory]
    [InlineData("alter column email_2 set default 'x' || random()")]
    [InlineData("alter column home_phone type phone_domain")]
    [InlineData("alter column custom set default '{}'")]
    public async Task A_default_that_somebody_gave_a_spare_column_is_not_taken_for_an_empty_value(string change)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await LoadAsync(database, Rows(), 2, 3, DuplicatePolicy.Skip);
        await database.ExecuteAsync(
            $"create domain phone_domain as text default 'none'; truncate contacts; alter table contacts {change}",
            Token
        );
        var rows = Rows()[..10];
        await LoadAsync(database, rows, 2, 3, DuplicatePolicy.Skip);
        Assert.Equal(rows.Select(row => string.Join('|', row)), await ContentsAsync(database));
        Assert.Equal(
            10L,
            await database.ScalarAsync<long>("select count(*) from contacts where custom is null", Token)
        );
    }

    /// <summary>The first ten rows have no spare value, of the others one in seven.</summary>
    static List<string[]> Rows() =>
        [
            .. Enumerable
                .Range(0, 60)
                .Select(row =>
                    new[] { $"{row}@x.org", $"n{row}" }
                        .Concat(Enumerable.Range(0, 3).Select(spare => row >= 10 && row % 7 == spare ? $"s{row}" : ""))
                        .ToArray()
                ),
        ];

    static async Task<List<RowOutcome>> LoadAsync(
        PostgresDatabase database,
        List<string[]> rows,
        int rowsPerBatch,
        int batchesPerChunk,
        DuplicatePolicy policy
    )
    {
        var plain = StoreFixture.Layout(fields);
        var layout = new BatchLayout([
            .. plain.Columns.Select(
                (column, index) =>
                    index < OwnFields ? column : column with { SourceIndex = -1, MappedBy = MappingSources.Spare }
            ),
        ]);
        await using var store = await PostgresStore.OpenAsync(
            PostgresAddress.Parse(database.Uri),
            new PostgresStoreOptions(),
            TimeProvider.System,
            Token
        );
        var jobId = await store.BeginJobAsync(StoreFixture.Start(), Token);
        var job = new ChunkedJob(layout, rows, rowsPerBatch, batchesPerChunk);
        var options = StoreFixture.Options(jobId, layout) with { OnDuplicate = policy, Connections = 2 };
        await job.RunAsync(store, options, int.MaxValue);
        return job.Outcomes;
    }

    static async Task<List<string>> ContentsAsync(PostgresDatabase database)
    {
        var rows = await database.RowsAsync(
            "select email, notes, coalesce(email_2, ''), coalesce(home_phone, ''), coalesce(custom ->> 'rest', '') from contacts order by id",
            Token
        );
        return [.. rows.Select(row => string.Join('|', row))];
    }
}

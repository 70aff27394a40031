using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Ledger;

/// <summary>Jobs that wrote the same rows are undone in any order.</summary>
public sealed class PostgresUndoOrderTests
{
    const string People = "create table people (id int primary key, name text, email text unique)";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new[] { 3, 2, 1 }, new[] { "", "", "" }, "")]
    [InlineData(new[] { 2, 3, 1 }, new[] { "1", "", "1" }, "two")]
    [InlineData(new[] { 1, 2, 3 }, new[] { "1", "1", "" }, "two")]
    public async Task Jobs_are_undone_in_any_order(int[] order, string[] left, string remains)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People, Token);
        var first = await HandMadeJob.BeginAsync(database, "people");
        await first.InsertAsync("insert into people values (1, 'one'), (2, 'one')", 1, 2);
        var second = await HandMadeJob.BeginAsync(database, "people");
        await second.UpdateAsync("name = 'two'", "id = 1");
        var third = await HandMadeJob.BeginAsync(database, "people");
        await third.UpdateAsync("name = 'three'", "id = 1");
        HandMadeJob[] jobs = [first, second, third];
        foreach (var (number, keys) in order.Zip(left))
        {
            Assert.Equal(keys, string.Join(' ', (await jobs[number - 1].UndoAsync()).LeftKeys));
        }
        Assert.Equal(remains, string.Join(' ', await ColumnAsync(database, "select name from people order by id")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_left_rows_is_undone_again_when_the_later_one_is_undone(bool isNoted)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People, Token);
        var first = await HandMadeJob.BeginAsync(database, "people");
        const string insert = "insert into people values (1, 'one'), (2, 'one')";
        await (isNoted ? first.InsertNotedAsync(insert + " returning id") : first.InsertAsync(insert, 1, 2));
        var second = await HandMadeJob.BeginAsync(database, "people");
        await second.UpdateAsync("name = 'two'", "id = 1");
        var third = await HandMadeJob.BeginAsync(database, "people");
        await third.UpdateAsync("name = 'three'", "id = 1");
        var undone = await first.UndoAsync();
        Assert.Equal((1L, 0L, 1L), Counts(undone));
        Assert.Equal(["1"], undone.LeftKeys);
        Assert.Equal([third.Id], undone.LaterJobs);
        Assert.Equal((0L, 0L, 1L), Counts(await second.UndoAsync()));
        foreach (var job in (HandMadeJob[])[second, first])
        {
            var refused = await Assert.ThrowsAsync<JobException>(job.UndoAsync);
            Assert.Contains("has been undone already", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"Undo job {third.Id} first", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal((0L, 1L, 0L), Counts(await third.UndoAsync()));
        // The row is as the second job left it, made again by an undo: that job is meant.
        var left = await Assert.ThrowsAsync<JobException>(first.UndoAsync);
        Assert.Contains($"Undo job {second.Id} first", left.Message, StringComparison.Ordinal);
        Assert.Equal((0L, 1L, 0L), Counts(await second.UndoAsync()));
        Assert.Equal(["one"], await ColumnAsync(database, "select name from people"));
        Assert.Equal((1L, 0L, 0L), Counts(await first.UndoAsync()));
        Assert.Empty(await ColumnAsync(database, "select name from people"));
        var nothing = await Assert.ThrowsAsync<JobException>(first.UndoAsync);
        Assert.Contains("there is nothing to do", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_on_top_of_an_undone_one_leads_back_to_the_start()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People, Token);
        var first = await HandMadeJob.BeginAsync(database, "people");
        await first.InsertAsync("insert into people values (1, 'one')", 1, 1);
        for (var round = 0; round < 3; round++)
        {
            var next = await HandMadeJob.BeginAsync(database, "people");
            await next.UpdateAsync("name = 'more'", "true");
            Assert.Equal((0L, 1L, 0L), Counts(await next.UndoAsync()));
            Assert.Equal(["one"], await ColumnAsync(database, "select name from people"));
        }
        Assert.Equal((1L, 0L, 0L), Counts(await first.UndoAsync()));
    }

    static (long, long, long) Counts(UndoResult result) => (result.Removed, result.Restored, result.Left);

    static async Task<List<string?>> ColumnAsync(PostgresDatabase database, string sql) =>
        [.. (await database.RowsAsync(sql, Token)).Select(row => row[0])];
}

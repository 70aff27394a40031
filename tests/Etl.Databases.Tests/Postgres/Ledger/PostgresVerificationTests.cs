using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Ledger;

public sealed class PostgresVerificationTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select 1", true, "20 are there; 20 are as the job left them, 0 were changed")]
    [InlineData(
        "update people set name = 'by hand' where id = 12",
        true,
        "20 are there; 19 are as the job left them, 1 were changed"
    )]
    [InlineData(
        "update people set name = 'by hand' where id = 1",
        true,
        "changed 2 contacts that were there before; 1 of these are as the job left them, 1 were changed"
    )]
    [InlineData(
        "delete from people where id = 13",
        false,
        "Chunk 0: it inserted 10 contacts (ids 11 to 25), 9 are there; 1 are missing"
    )]
    [InlineData("delete from etl_chunk where chunk = 1", false, "numbered with gaps")]
    [InlineData("update etl_chunk set inserted = 11 where chunk = 0", false, "the totals say 20, the 3 chunks say 21")]
    public async Task Planted_damage_is_found_and_known_edits_are_not_damage(string damage, bool holds, string sentence)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table people (id int primary key, name text); insert into people values (1, 'a'), (2, 'b')",
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync("insert into people select n, 'new' from generate_series(11, 20) n", 11, 25);
        await job.InsertAsync("insert into people select n, 'new' from generate_series(31, 40) n", 31, 40);
        await job.UpdateAsync("name = 'updated'", "id <= 2");
        await database.ExecuteAsync(damage, Token);
        var result = await job.VerifyAsync();
        var text = string.Join('\n', result.Checks);
        Assert.True(holds == result.IsConsistent, text);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select 1", true, "10 are there; 10 are as the job left them")]
    [InlineData(
        "delete from people where name = 'n3'",
        false,
        "Chunk 0: it inserted 10 contacts, 9 are there; 1 are missing"
    )]
    public async Task Noted_keys_are_looked_up(string damage, bool holds, string sentence)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table people (id uuid primary key, name text)", Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertNotedAsync(
            "insert into people select gen_random_uuid(), 'n' || n from generate_series(1, 10) n returning id"
        );
        await database.ExecuteAsync(damage, Token);
        var result = await job.VerifyAsync();
        var text = string.Join('\n', result.Checks);
        Assert.True(holds == result.IsConsistent, text);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_a_key_are_counted_by_their_writer()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table people (name text); insert into people values ('old')", Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertUnknownAsync("insert into people select 'n' || n from generate_series(1, 10) n");
        await database.ExecuteAsync("delete from people where name = 'n1'", Token);
        var result = await job.VerifyAsync();
        Assert.True(result.IsConsistent);
        Assert.Contains(
            "10; 9 are as the job left them, 1 were changed or removed since",
            result.Checks[^1],
            StringComparison.Ordinal
        );
        Assert.Equal(9, (await job.UndoAsync()).Removed);
        Assert.Contains("has been undone", (await job.VerifyAsync()).Checks[^1], StringComparison.Ordinal);
    }
}

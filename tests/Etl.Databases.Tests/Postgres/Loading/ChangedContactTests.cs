using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Others delete or change contacts while an import updates them: no record is lost, and the counts are true.</summary>
public sealed class ChangedContactTests
{
    const string Contents = "select id, email, first_name, city from contacts order by id";

    static readonly string[] fields = ["email", "first_name"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Bea", SteppedLoad.PlentyOfMemory)]
    [InlineData("Bea", SteppedLoad.NoMemory)]
    [InlineData("Ann", SteppedLoad.PlentyOfMemory)]
    [InlineData("Ann", SteppedLoad.NoMemory)]
    public async Task A_contact_that_is_deleted_before_it_is_merged_is_inserted_again(string name, long memory)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"]);
        await using var load = await UpdateAsync(database, memory);
        var outcomes = await LoadWhileAsync(load, database, "delete from contacts", ["a@x.org", name]);
        Assert.Equal([RowOutcome.Inserted], outcomes);
        Assert.Equal([$"2|a@x.org|{name}|"], await ContentsAsync(database));
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task A_contact_that_gets_another_match_key_before_it_is_merged_is_left_alone(long memory)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"], ["b@x.org", "Bob", "Ulm"]);
        await using var load = await UpdateAsync(database, memory);
        var outcomes = await LoadWhileAsync(
            load,
            database,
            "update contacts set email = 'z@x.org' where id = 1",
            ["a@x.org", "Amy"],
            ["b@x.org", "Bob"]
        );
        Assert.Equal([RowOutcome.Inserted, RowOutcome.Unchanged], outcomes);
        Assert.Equal(["1|z@x.org|Ann|Bonn", "2|b@x.org|Bob|Ulm", "3|a@x.org|Amy|"], await ContentsAsync(database));
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task The_next_contact_with_the_key_is_updated_when_the_first_is_deleted(long memory)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"], ["a@x.org", "Amy", "Ulm"]);
        await using var load = await UpdateAsync(database, memory);
        var outcomes = await LoadWhileAsync(load, database, "delete from contacts where id = 1", ["a@x.org", "Zoe"]);
        Assert.Equal([RowOutcome.Updated], outcomes);
        Assert.Equal(["2|a@x.org|Zoe|Ulm"], await ContentsAsync(database));
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task Rows_for_one_deleted_contact_become_one_new_contact(long memory)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"]);
        await using var load = await UpdateAsync(database, memory);
        var outcomes = await LoadWhileAsync(
            load,
            database,
            "delete from contacts",
            ["a@x.org", "Ann"],
            ["a@x.org", "Bea"],
            ["a@x.org", "Bea"]
        );
        Assert.Equal([RowOutcome.Inserted, RowOutcome.Updated, RowOutcome.Unchanged], outcomes);
        Assert.Equal(["2|a@x.org|Bea|"], await ContentsAsync(database));
    }

    [Theory]
    [InlineData("delete from contacts where id = 1", "3|a@x.org|Amy|")]
    [InlineData("update contacts set email = 'z@x.org' where id = 1", "1|z@x.org|Ann|Bonn", "3|a@x.org|Amy|")]
    public async Task What_others_did_before_a_chunk_is_decided_counts(string change, params string[] expected)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"], ["b@x.org", "Bob", "Ulm"]);
        await using var load = await UpdateAsync(database, SteppedLoad.PlentyOfMemory);
        await load.LoadAsync(["b@x.org", "Bea"]);
        await database.ExecuteAsync(change, Token);
        Assert.Equal([RowOutcome.Inserted], await load.LoadAsync(["a@x.org", "Amy"]));
        Assert.Equal(expected.Append("2|b@x.org|Bea|Ulm").Order(), await ContentsAsync(database));
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task A_contact_that_changes_in_other_fields_is_merged_with_them(long memory)
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"], ["b@x.org", "Bob", "Ulm"]);
        await using var load = await UpdateAsync(database, memory);
        var outcomes = await LoadWhileAsync(
            load,
            database,
            "update contacts set city = 'Rome', first_name = 'Bob'",
            ["a@x.org", "Bob"],
            ["b@x.org", "Bea"]
        );
        Assert.Equal([RowOutcome.Unchanged, RowOutcome.Updated], outcomes);
        Assert.Equal(["1|a@x.org|Bob|Rome", "2|b@x.org|Bea|Rome"], await ContentsAsync(database));
    }

    [Fact]
    public async Task What_a_contact_was_before_is_kept_as_others_left_it_while_the_chunk_waited()
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"]);
        await using var load = await UpdateAsync(database, SteppedLoad.PlentyOfMemory);
        await using (var other = await database.OpenAsync(Token))
        {
            await using var transaction = await other.BeginTransactionAsync(Token);
            await using var update = new Npgsql.NpgsqlCommand("update contacts set city = 'Rome'", other, transaction);
            await update.ExecuteNonQueryAsync(Token);
            await load.BeginAsync(["a@x.org", "Bea"]);
            await WaitForLockWaitAsync(database);
            await transaction.CommitAsync(Token);
        }
        Assert.Equal([RowOutcome.Updated], await load.SettleAsync());
        await load.CommitAsync();
        Assert.Equal("Rome", await database.ScalarAsync<string>("select image ->> 'city' from etl_before", Token));
    }

    [Fact]
    public async Task A_chunk_that_finds_its_contacts_changed_every_time_ends_the_job()
    {
        await using var database = await StartAsync(["a@x.org", "Ann", "Bonn"]);
        await database.ExecuteAsync(
            """
            create function move() returns trigger language plpgsql as
                'begin update contacts set email = new.email || email where id = 1; return new; end';
            create trigger move after insert on contacts for each row when (new.email = 'b@x.org') execute function move();
            """,
            Token
        );
        await using var load = await UpdateAsync(database, SteppedLoad.PlentyOfMemory);
        await load.BeginAsync(["b@x.org", "Bob"], ["a@x.org", "Amy"]);
        var ended = await Assert.ThrowsAsync<Core.Diagnostics.PipelineException>(load.SettleAsync);
        Assert.Contains("look for a trigger", ended.Message, StringComparison.Ordinal);
    }

    /// <summary>Others act when the chunk is decided and not yet sent.</summary>
    static async Task<IReadOnlyList<RowOutcome>> LoadWhileAsync(
        SteppedLoad load,
        PostgresDatabase database,
        string change,
        params string[][] rows
    )
    {
        await using (await load.HoldChunkAsync())
        {
            await load.BeginAsync(rows);
            await database.ExecuteAsync(change, Token);
        }
        var outcomes = await load.SettleAsync();
        await load.CommitAsync();
        await load.CompleteAsync();
        return outcomes;
    }

    static async Task WaitForLockWaitAsync(PostgresDatabase database)
    {
        const string Waits =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while (await database.ScalarAsync<long>(Waits, Token) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }
    }

    static async Task<PostgresDatabase> StartAsync(params string[][] rows)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[] all = ["email", "first_name", "city"];
        await SteppedLoad.RunAsync(
            database,
            all,
            rows,
            options => options with { OnDuplicate = DuplicatePolicy.Create }
        );
        return database;
    }

    static Task<SteppedLoad> UpdateAsync(PostgresDatabase database, long memory) =>
        SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { OnDuplicate = DuplicatePolicy.Update, MemoryBytes = memory }
        );

    static async Task<List<string>> ContentsAsync(PostgresDatabase database) =>
        [.. (await database.RowsAsync(Contents, Token)).Select(row => string.Join('|', row))];
}

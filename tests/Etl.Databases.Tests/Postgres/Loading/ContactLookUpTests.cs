using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Contacts that are looked up are the same as those whose keys are held in memory.</summary>
public sealed class ContactLookUpTests
{
    static readonly string[] fields = ["email", "phone", "first_name"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task The_last_of_many_contacts_with_one_number_is_found_when_all_others_give_it_up(long memory)
    {
        const int Others = 70;
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[][] stored = [.. Enumerable.Range(0, Others + 1).Select(index => new[] { Email(index), "1", "" })];
        await SteppedLoad.RunAsync(database, fields, stored, Create);
        string[][] rows =
        [
            .. Enumerable.Range(0, Others).Select(index => new[] { Email(index), "2", "" }),
            ["", "1", "Last"],
        ];
        await SteppedLoad.RunAsync(database, fields, rows, options => Update(options, memory));
        Assert.Equal(
            [(Others + 1).ToString(CultureInfo.InvariantCulture)],
            (await database.RowsAsync("select id from contacts where first_name = 'Last'", Token)).Select(row => row[0])
        );
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    [InlineData(SteppedLoad.KeysOnly)]
    public async Task Contacts_with_keys_that_are_no_numbers_are_updated_in_every_chunk(long memory)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table contacts (key uuid primary key default gen_random_uuid(), email text, phone text, first_name text);
            insert into contacts (email, first_name) select n || '@x.org', 'Old' from generate_series(1, 9000) n;
            """,
            Token
        );
        await using var load = await SteppedLoad.OpenAsync(database, fields, options => Update(options, memory));
        Assert.Equal(
            [RowOutcome.Updated, RowOutcome.Inserted, RowOutcome.Updated],
            await load.LoadAsync(["1@x.org", "", "Ann"], ["new@x.org", "", "Bob"], ["new@x.org", "", "Bea"])
        );
        Assert.Equal(
            [RowOutcome.Updated, RowOutcome.Updated, RowOutcome.Unchanged, RowOutcome.Inserted],
            await load.LoadAsync(
                ["2@x.org", "", "Ann"],
                ["new@x.org", "", "Zoe"],
                ["1@x.org", "", "Ann"],
                ["newer@x.org", "", "Zoe"]
            )
        );
        Assert.Equal([RowOutcome.Unchanged], await load.LoadAsync(["newer@x.org", "", "Zoe"]));
        const string Changed =
            "select email, first_name from contacts where first_name <> 'Old' order by email collate \"C\"";
        Assert.Equal(
            ["1@x.org Ann", "2@x.org Ann", "new@x.org Zoe", "newer@x.org Zoe"],
            (await database.RowsAsync(Changed, Token)).Select(row => $"{row[0]} {row[1]}")
        );
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task An_address_is_found_in_either_form_of_its_domain(long memory)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[][] stored =
        [
            ["ann@xn--mnchen-3ya.de", "", "Old"],
            ["bob@köln.de", "", "Old"],
        ];
        await SteppedLoad.RunAsync(database, fields, stored, Create);
        string[][] rows =
        [
            ["ann@münchen.de", "", "Ann"],
            ["bob@xn--kln-sna.de", "", "Bob"],
            ["cy@munchen.de", "", "Cy"],
        ];
        Assert.Equal(
            [RowOutcome.Updated, RowOutcome.Updated, RowOutcome.Inserted],
            await SteppedLoad.RunAsync(database, fields, rows, options => Matched(options, memory, "email", "phone"))
        );
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task A_number_is_found_as_its_country_writes_it_in_a_table_of_the_user(long memory)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table contacts (id int generated always as identity primary key, email text, phone text, first_name text, country text);
            insert into contacts (phone, first_name, country) values ('(415) 555-2671', 'Old', null), ('1 415 555 2672', 'Old', ''),
                ('030 1234567', 'Old', 'Germany'), ('+1 (415) 555-2674', 'Old', 'US'), ('030 7654321', 'Old', null)
            """,
            Token
        );
        string[][] rows =
        [
            ["", "+14155552671", "Ann"],
            ["", "+14155552672", "Bob"],
            ["", "+49301234567", "Cy"],
            ["", "+14155552674", "Di"],
            ["", "+49307654321", "Eve"],
        ];
        Assert.Equal(
            [
                RowOutcome.Updated,
                RowOutcome.Updated,
                RowOutcome.Updated,
                RowOutcome.Updated,
                // Nobody says that this one is dialled in Germany.
                RowOutcome.Inserted,
            ],
            await SteppedLoad.RunAsync(
                database,
                fields,
                rows,
                options => Matched(options, memory, "email", "phone") with { Country = "US" }
            )
        );
        Assert.Equal(
            ["1 Ann", "2 Bob", "3 Cy", "4 Di", "5 Old", "6 Eve"],
            (await database.RowsAsync("select id, first_name from contacts order by id", Token)).Select(row =>
                $"{row[0]} {row[1]}"
            )
        );
    }

    [Theory]
    [InlineData(DuplicatePolicy.Create, SteppedLoad.NoMemory, false, null)]
    [InlineData(DuplicatePolicy.Skip, SteppedLoad.PlentyOfMemory, false, "memory")]
    [InlineData(DuplicatePolicy.Skip, SteppedLoad.NoMemory, false, "disk")]
    [InlineData(DuplicatePolicy.Skip, SteppedLoad.PlentyOfMemory, true, "database")]
    [InlineData(DuplicatePolicy.Fail, SteppedLoad.NoMemory, false, "disk")]
    [InlineData(DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory, false, "memory")]
    [InlineData(DuplicatePolicy.Update, SteppedLoad.NoMemory, false, "database")]
    [InlineData(DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory, true, "database")]
    public async Task The_report_says_where_duplicates_were_looked_for(
        DuplicatePolicy policy,
        long memory,
        bool isLarge,
        string? where
    )
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[][] rows =
        [
            ["ann@x.org", "1", "Ann"],
            ["bob@x.org", "2", "Bob"],
        ];
        await SteppedLoad.RunAsync(database, fields, rows, Create);
        if (isLarge)
        {
            await database.ExecuteAsync(SteppedLoad.SaysLarge, Token);
        }
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { OnDuplicate = policy, MemoryBytes = memory, ExpectedRecords = 1 }
        );
        await load.LoadAsync(["cy@x.org", "3", "Cy"]);

        Assert.Equal(where, load.DuplicateSearch?.Where);
        Assert.Equal(where == "disk" ? 4 : null, load.DuplicateSearch?.Keys);
    }

    [Fact]
    public async Task On_the_disk_a_jobs_own_contacts_are_told_from_those_of_others()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[][] stored =
        [
            ["ann@x.org", "1", "Ann"],
        ];
        await SteppedLoad.RunAsync(database, fields, stored, Create);
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { MemoryBytes = SteppedLoad.NoMemory },
            recentKeyBytes: 0
        );

        await load.LoadAsync(["bob@x.org", "2", "Bob"], ["cy@x.org", "1", "Cy"]);
        // What the chunk before this one wrote is on the disk now.
        var outcomes = await load.LoadAsync(
            ["", "1", "Stored"],
            ["", "2", "Own"],
            ["cy@x.org", "", "Own"],
            ["dora@x.org", "2", "New"],
            ["dora@x.org", "", "Own"]
        );

        Assert.Equal(
            [
                RowOutcome.DuplicateInStore,
                RowOutcome.DuplicateInFile,
                RowOutcome.DuplicateInFile,
                RowOutcome.Inserted,
                RowOutcome.DuplicateInFile,
            ],
            outcomes
        );
        Assert.Equal(6, load.DuplicateSearch?.Keys);
    }

    [Theory]
    [InlineData(SteppedLoad.PlentyOfMemory)]
    [InlineData(SteppedLoad.NoMemory)]
    public async Task Addresses_as_gmail_reads_them_are_skipped_in_memory_and_beyond_it(long memory)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        string[][] stored =
        [
            ["ann.lee@googlemail.com", "", "Old"],
        ];
        await SteppedLoad.RunAsync(database, fields, stored, Create);
        string[][] rows =
        [
            ["a.nnlee+news@gmail.com", "", "Ann"],
            ["ann.lee@example.com", "", "Other"],
        ];

        Assert.Equal(
            [RowOutcome.DuplicateInStore, RowOutcome.Inserted],
            await SteppedLoad.RunAsync(
                database,
                fields,
                rows,
                options => Matched(options, memory, "email:gmail", "phone") with { OnDuplicate = DuplicatePolicy.Skip }
            )
        );
    }

    [Fact]
    public async Task Addresses_as_gmail_reads_them_are_updated_in_memory_and_refused_beyond_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await SteppedLoad.RunAsync(
            database,
            fields,
            [
                ["ann.lee@googlemail.com", "", "Old"],
            ],
            Create
        );
        string[][] rows =
        [
            ["a.nnlee+news@gmail.com", "", "Ann"],
            ["ann.lee@example.com", "", "Other"],
        ];
        Assert.Equal(
            [RowOutcome.Updated, RowOutcome.Inserted],
            await SteppedLoad.RunAsync(
                database,
                fields,
                rows,
                options => Matched(options, SteppedLoad.PlentyOfMemory, "email:gmail", "phone")
            )
        );
        var refused = await Assert.ThrowsAsync<JobException>(() =>
            SteppedLoad.RunAsync(
                database,
                fields,
                rows,
                options => Matched(options, SteppedLoad.NoMemory, "email:gmail", "phone")
            )
        );
        Assert.Contains("--memory", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>With the keys of a real job, which know what addresses mean.</summary>
    static Core.Contracts.StoreSinkOptions Matched(
        Core.Contracts.StoreSinkOptions options,
        long memory,
        params string[] rules
    )
    {
        var builder = new MatchKeyBuilder(MatchRules.Parse(rules), 7);
        return Update(options, memory) with
        {
            MatchRules = builder.Rules,
            BindKeys = layout => builder.Bind(layout).Compute,
        };
    }

    static string Email(int index) => string.Create(CultureInfo.InvariantCulture, $"{index}@x.org");

    static Core.Contracts.StoreSinkOptions Create(Core.Contracts.StoreSinkOptions options) =>
        options with
        {
            OnDuplicate = DuplicatePolicy.Create,
        };

    static Core.Contracts.StoreSinkOptions Update(Core.Contracts.StoreSinkOptions options, long memory) =>
        options with
        {
            OnDuplicate = DuplicatePolicy.Update,
            MemoryBytes = memory,
        };
}

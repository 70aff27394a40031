using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

public sealed class OwnTableTests
{
    const string Table = """
        create table people (id serial primary key, "Nach""name" text, "E-Mail Address" varchar(40) unique, "Shoe Size" int,
          place point, twice int generated always as ("Shoe Size" * 2) stored, since date default '2020-01-01')
        """;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_find_the_columns_of_the_table_by_name_and_by_meaning()
    {
        await using var database = await DatabaseAsync(Table);
        var report = await ImportAsync(
            database,
            "Email,shoe_size,\"Nach\"\"name\",Since,Fax\nann@x.org,38,Ärmel,,1\nbob@x.org,x,Bär,2021-02-03,2\n"
        );
        Assert.Equal(
            ["1|Ärmel|ann@x.org|38||76|2020-01-01"],
            (await database.RowsAsync("select * from people", Token)).Select(row => string.Join('|', row))
        );
        Assert.Equal(1, report.Rows.Rejected);
        Assert.Contains(report.Rejects, code => code is { Code: "DB_22P02", Field: "custom.Shoe Size", Count: 1 });
        Assert.Equal(
            ["email alias", "custom.Shoe Size target", "last_name target", "custom.since target", " none"],
            report.Mapping.Select(column => $"{column.Field} {column.By}")
        );
    }

    [Theory]
    [InlineData(
        "Email,place\nann@x.org,1\n",
        null,
        "\"place\" of \"public\".\"people\" has the type point, which Etl cannot write"
    )]
    [InlineData("Email,twice\nann@x.org,1\n", "twice=custom.twice", "no column of the target holds")]
    [InlineData("Email,a\nann@x.org,1\n", "a=custom.shoesize", "Did you mean \"custom.Shoe Size\"?")]
    public async Task What_cannot_be_written_is_refused_before_the_first_row(string text, string? set, string words)
    {
        await using var database = await DatabaseAsync(Table);
        var exception = await Assert.ThrowsAsync<JobException>(() => ImportAsync(database, text, set));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from people", Token));
    }

    [Fact]
    public async Task A_key_that_two_rows_have_because_a_table_inherits_is_refused_in_a_sentence()
    {
        await using var database = await DatabaseAsync(
            """
            create table people (id serial primary key, email text, first_name text);
            create table more_people () inherits (people);
            insert into people (email, first_name) values ('ann@x.org', 'Ann');
            insert into more_people values (1, 'bob@x.org', 'Bob')
            """
        );

        var exception = await Assert.ThrowsAsync<JobException>(() =>
            ImportAsync(database, "Email,First Name\nann@x.org,Anna\nbob@x.org,Bobby\n", policy: DuplicatePolicy.Update)
        );

        Assert.Contains(
            "Two rows of \"public\".\"people\" have the same primary key",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["Ann", "Bob"],
            (await database.RowsAsync("select first_name from people order by 1", Token)).Select(row => row[0])
        );
    }

    [Theory]
    [InlineData("U0001")]
    [InlineData("45000")]
    [InlineData("AB123")]
    [InlineData("P0002")]
    [InlineData("21000")]
    [InlineData("2F005")]
    [InlineData("38001")]
    public async Task A_record_that_a_trigger_refuses_with_any_state_is_rejected_and_the_others_are_stored(string state)
    {
        await using var database = await DatabaseAsync(
            $"""
            create table people (id serial primary key, email text);
            create function refuse() returns trigger language plpgsql as
                $$ begin if new.email = 'p7@x.org' then raise exception using errcode = '{state}'; end if; return new; end $$;
            create trigger refuse before insert on people for each row execute function refuse()
            """
        );
        var report = await ImportAsync(database, Emails(20));
        Assert.Equal((19, 1), (report.Rows.Inserted, report.Rows.Rejected));
        Assert.Equal(Codes.Database(state).Name, Assert.Single(report.Rejects).Code);
        Assert.Equal(19, await database.ScalarAsync<long>("select count(*) from people", Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("if new.email = 'p9@x.org' then raise exception 'no'; end if;")]
    public async Task A_trigger_that_leaves_records_out_stops_the_import_also_beside_refused_ones(string more)
    {
        await using var database = await DatabaseAsync(
            $"""
            create table people (id serial primary key, email text);
            create function leave_out() returns trigger language plpgsql as
                $$ begin {more} if new.email = 'p7@x.org' then return null; end if; return new; end $$;
            create trigger leave_out before insert on people for each row execute function leave_out()
            """
        );
        var failure = await Assert.ThrowsAsync<JobException>(() => ImportAsync(database, Emails(20)));
        Assert.Contains("arrived: a trigger leaves rows out", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from people", Token));
    }

    [Theory]
    [InlineData("truncate people", 3)]
    [InlineData("delete from people where email is null", 2)]
    [InlineData("update people set first_name = 'Eve'", 0)]
    public async Task Records_without_a_key_are_stored_again_when_contacts_of_their_file_were_removed(
        string change,
        long inserted
    )
    {
        await using var database = await DatabaseAsync(
            "create table people (id serial primary key, email text, first_name text)"
        );
        const string text = "Email,First Name\nann@x.org,Ann\n,Cher\n,Cher\n";
        Assert.Equal(3, (await ImportAsync(database, text)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(database, text)).Rows.Inserted);
        await database.ExecuteAsync(change, Token);
        Assert.Equal(inserted, (await ImportAsync(database, text)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(database, text)).Rows.Inserted);
    }

    [Theory]
    [InlineData("id serial primary key, ", "truncate people", 3, 2)]
    [InlineData("id serial primary key, ", "update people set first_name = 'Eve'", 0, 0)]
    [InlineData("", "select 1", 0, 0)]
    [InlineData("", "truncate people", 3, 2)]
    [InlineData("", "delete from people where email is null", 2, 2)]
    // Without a key nobody knows whether a row was changed or removed, so what has no key comes again.
    [InlineData("", "update people set first_name = 'Eve' where email is not null", 2, 2)]
    public async Task Records_without_a_key_of_a_file_that_comes_again_are_never_dropped_in_silence(
        string key,
        string change,
        long inserted,
        long warned
    )
    {
        await using var database = await DatabaseAsync($"create table people ({key}email text, first_name text)");
        const string text = "Email,First Name\nann@x.org,Ann\n,Cher\n,Cher\n";
        Assert.Equal(3, (await ImportAsync(database, text)).Rows.Inserted);
        await database.ExecuteAsync(change, Token);
        var again = await ImportAsync(database, text);
        Assert.Equal((inserted, 3 - inserted), (again.Rows.Inserted, again.Rows.Duplicate));
        Assert.Equal(warned, again.Warnings.Where(code => code.Code == "KEYLESS_STORED_AGAIN").Sum(code => code.Count));
        Assert.Equal(0, (await ImportAsync(database, text)).Rows.Inserted);
    }

    [Theory]
    [InlineData("US", 0, 0)]
    [InlineData(null, 1, 1)]
    public async Task A_stored_number_without_its_calling_code_is_read_by_the_country_or_warned_of(
        string? country,
        long inserted,
        long warned
    )
    {
        await using var database = await DatabaseAsync(
            """
            create table people (id serial primary key, phone text, first_name text);
            insert into people (phone) values ('(415) 555-2671'), ('+1 415 555 2672')
            """
        );
        const string text = "Phone,First Name\n+1 415-555-2671,Ann\n+14155552672,Bob\n";
        var report = await ImportAsync(database, text, country: country);
        Assert.Equal((inserted, 2 - inserted), (report.Rows.Inserted, report.Rows.Duplicate));
        Assert.Equal(warned, report.Warnings.Where(code => code.Code == "STORED_PHONE_UNREAD").Sum(code => code.Count));
    }

    [Fact]
    public async Task Numbers_that_a_column_of_numbers_would_take_for_others_are_told_or_proven()
    {
        await using var database = await DatabaseAsync(
            "create table people (email text, open numeric, german numeric, weight real, price numeric(8, 2))"
        );
        var report = await ImportAsync(
            database,
            "Email,open,german,weight,price\na@x.org,1.234,1.234,16777217,1.5\nb@x.org,5,\"12,50\",0.1,12.345\nc@x.org,x,1,2,3\n"
        );
        Assert.Equal(
            ["1.234|1234|1.6777216e+07|1.50", "5|12.50|0.1|12.35"],
            (await database.RowsAsync("select open, german, weight, price from people order by email", Token)).Select(
                row => string.Join('|', row)
            )
        );
        Assert.Equal(
            ["NUMBER_POINT_ASSUMED custom.open 1", "PRECISION_LOST custom.price 1", "PRECISION_LOST custom.weight 1"],
            report.Warnings.Select(code => $"{code.Code} {code.Field} {code.Count}").Order(StringComparer.Ordinal)
        );
        Assert.Contains(report.Rejects, code => code is { Code: "DB_22P02", Field: "custom.open", Count: 1 });
    }

    [Fact]
    public async Task A_number_that_was_kept_because_it_could_be_two_is_refused_by_a_column_of_numbers()
    {
        await using var database = await DatabaseAsync("create table people (email text, amount numeric)");
        var report = await ImportAsync(
            database,
            "Email,amount\na@x.org,1.234\nb@x.org,5\n",
            "amount=custom.amount:number"
        );
        Assert.Equal((1, 1), (report.Rows.Inserted, report.Rows.Rejected));
        Assert.Contains(report.Rejects, code => code is { Code: "DB_22P02", Field: "custom.amount", Count: 1 });
        Assert.Contains(report.Warnings, code => code is { Code: "NUMBER_AMBIGUOUS", Count: 1 });
    }

    [Fact]
    public async Task A_column_that_must_have_a_value_must_be_fed()
    {
        await using var database = await DatabaseAsync("create table people (email text, score int not null)");
        var exception = await Assert.ThrowsAsync<JobException>(() => ImportAsync(database, "Email\nann@x.org\n"));
        Assert.Contains("--default \"custom.score=value\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_gives_its_default_to_a_column_that_nothing_feeds()
    {
        await using var database = await DatabaseAsync(
            "create domain score as int not null default 7; create table people (email text, score score)"
        );
        await ImportAsync(database, "Email\nann@x.org\n");
        Assert.Equal(7, await database.ScalarAsync<int>("select score::int from people", Token));
    }

    [Fact]
    public async Task A_column_of_ids_is_numbered_by_the_server_unless_the_user_asks()
    {
        await using var database = await DatabaseAsync("create table people (id serial primary key, email text)");
        await ImportAsync(database, "id,Email\n70,ann@x.org\n");
        await ImportAsync(database, "id,Email\n80,bob@x.org\n", "id=custom.id");
        Assert.Equal(
            ["1|ann@x.org", "80|bob@x.org"],
            (await database.RowsAsync("select * from people order by 1", Token)).Select(row => string.Join('|', row))
        );
    }

    [Fact]
    public async Task Further_values_go_to_the_columns_that_may_stay_empty_and_to_custom_fields()
    {
        await using var database = await DatabaseAsync(
            "create table people (id serial primary key, email text, email_2 text, email_3 text not null default lower('NONE'), custom jsonb)"
        );
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"p{row}@x.org\n"));
        var report = await ImportAsync(database, $"Email\n{rows}a@x.org; b@x.org; c@x.org\n");
        Assert.Equal((20_001, 0), (report.Rows.Inserted, report.Rows.Rejected));
        Assert.Equal(
            ["a@x.org|b@x.org|none|{\"more_emails\": \"c@x.org\"}"],
            (
                await database.RowsAsync(
                    "select email, email_2, email_3, custom from people where custom is not null or email_2 is not null",
                    Token
                )
            ).Select(row => string.Join('|', row))
        );
    }

    [Fact]
    public async Task A_unique_value_that_one_record_frees_goes_to_a_later_one()
    {
        await using var database = await DatabaseAsync(
            """
            create table people (id serial primary key, email text, place int unique);
            insert into people (email, place) select 'p' || n || '@x.org', n from generate_series(1, 500) n
            """
        );
        var records = Enumerable
            .Range(1, 500)
            .Reverse()
            .Select(n => FormattableString.Invariant($"p{n}@x.org,{n + 1}\n"));
        var report = await ImportAsync(
            database,
            "Email,place\n" + string.Concat(records),
            policy: DuplicatePolicy.Update
        );
        Assert.Equal((500, 0), (report.Rows.Updated, report.Rows.Rejected));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from people where place <> id + 1", Token));
    }

    static async Task<PostgresDatabase> DatabaseAsync(string sql)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(sql, Token);
        return database;
    }

    static async Task<RunReport> ImportAsync(
        PostgresDatabase database,
        string text,
        string? set = null,
        DuplicatePolicy policy = DuplicatePolicy.Skip,
        string? country = null
    )
    {
        using var folder = new TempFolder();
        var options = new JobOptions
        {
            Inputs = [folder.Write("people.csv", text)],
            Target = database.UriOf("people"),
            Rejects = folder.File("rejects.csv"),
            OnDuplicate = policy,
            Country = country,
            Set = set is null ? [] : [KeyValuePair.Create(set.Split('=')[0], set.Split('=')[1])],
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System);
        return await new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }

    static string Emails(int count) =>
        "Email\n" + string.Concat(Enumerable.Range(0, count).Select(number => $"p{number}@x.org\n"));
}

using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Ledger;

public sealed class PostgresUndoTests
{
    const string People = "create table people (id int primary key, name text, email text unique)";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_is_restored_exactly()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """"
            create extension if not exists citext; create extension if not exists hstore;
            create type mood as enum ('sad', 'O''k', 'very happy');
            create type place as (street text, number int);
            create domain positive as numeric(12, 4) check (value > 0);
            create domain document as jsonb;
            create schema "My Schema";
            create table "My Schema"."All ""types""" (
                "The Key" uuid primary key, plain text, short varchar(5), padded char(5), folded citext, i2 smallint, i4 int,
                i8 bigint, amount numeric, scaled numeric(20, 6), f4 real, f8 float8, flag boolean, day date, stamp timestamp,
                stamptz timestamptz, moment time, momenttz timetz, span interval, doc json, docb jsonb, tags text[],
                grid int[][], stamps timestamptz[], bytes bytea, feeling mood, feelings mood[], rate positive, papers document,
                pairs hstore, home place, homes place[], net inet, bits bit varying, cash money, frame int4range,
                "Odd 'name' \ of ""column""" text, t text, b text, etl_row text, r text,
                number int generated always as identity, twice int generated always as (i4 * 2) stored, note text default 'note');
            insert into "My Schema"."All ""types""" values (
                '11111111-2222-3333-4444-555555555555', E'a\tb\\ "q" '' é 😀', 'abc', 'ab', 'ÄbC', -32768, 1073741823,
                -9223372036854775808, 1.500, 123456789012.000001, 3.4028235e38, 5e-324, true, 'infinity', '0044-03-15 12:34:56.123456 BC',
                '1890-01-01 00:00:00.654321+00', '24:00:00', '12:00:00.000001-03:30', '1 year -2 mons +3 days -04:05:06.7',
                E' {"b" : 1.50,  "a":[1, 2 ], "a": null}\n', '{"z": 1.50, "a": null}', array['x,y', null, 'NULL', '"', ''],
                '[0:1][3:4]={{1,2},{3,NULL}}', array['infinity', '2020-02-02 02:02:02.000002+02']::timestamptz[], '\x00ff5c',
                'O''k', array['very happy', null]::mood[], 12.3400, '"text"', '"a"=>"1", b=>NULL', ('Main "St"', null),
                array[row('x', 1)::place, null], '10.0.0.1/24', B'0101', 12.34, '[1,5)', 'odd', 't', 'b', 'row', 'r'),
                ('22222222-2222-3333-4444-555555555555', null, null, null, null, null, null, null, 'NaN', null, 'NaN', '-Infinity',
                false, '-infinity', '-infinity', 'infinity', null, null, null, 'null', 'null', '{}', '{}', null, '', null, '{}',
                null, 'null', '', null, '{}', null, '', null, 'empty', '', '', '', '', ''),
                ('33333333-2222-3333-4444-555555555555', '', '', '', '', 0, 0, 0, 0.000, 0, 0, '-0', null, null, null, null, null,
                null, null, '"s"', '[]', null, null, '{}', null, null, null, null, null, null, row(null, null), null, null, null, null,
                null, null, null, null, null, null)
            """",
            Token
        );
        const string name = "\"My Schema\".\"All \"\"types\"\"\"";
        const string all = $"select t::text from {name} t order by 1";
        var before = await database.RowsAsync(all, Token);
        var job = await HandMadeJob.BeginAsync(database, name);
        await job.UpdateAsync(
            """"
            plain = 'x', short = 'x', padded = 'x', folded = 'x', i2 = 1, i4 = 1, i8 = 1, amount = 1, scaled = 1, f4 = 1, f8 = 1,
            flag = null, day = '2020-01-01', stamp = '2020-01-01', stamptz = '2020-01-01', moment = '1:00', momenttz = '1:00+0',
            span = '1 day', doc = '1', docb = '2', tags = '{y}', grid = '{{9}}', stamps = '{}', bytes = 'x', feeling = 'sad',
            feelings = '{sad}', rate = 9, papers = '[1]', pairs = 'k=>v', home = row('o', 2), homes = '{}', net = '::1', bits = '1',
            cash = 1, frame = '(,)', "Odd 'name' \ of ""column""" = 'n', t = 'n', b = 'n', etl_row = 'n', r = 'n', note = 'n'
            """",
            "true"
        );
        await job.InsertNotedAsync(
            $"insert into {name} (\"The Key\", i4) values (gen_random_uuid(), 7) returning \"The Key\""
        );
        await database.ExecuteAsync($"alter table {name} add column later text default 'later'", Token);
        var result = await job.UndoAsync();
        Assert.Equal((1L, 3L, 0L), (result.Removed, result.Restored, result.Left));
        await database.ExecuteAsync($"alter table {name} drop column later", Token);
        Assert.Equal(before, await database.RowsAsync(all, Token));
    }

    [Fact]
    public async Task Rows_that_others_changed_since_are_left_and_named()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            People + "; insert into people select n, 'old', n || '@x' from generate_series(1, 6) n",
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync("insert into people select n, 'new' from generate_series(11, 16) n", 11, 20);
        await job.UpdateAsync("name = 'updated'", "id <= 5 or id = 16");
        await job.UpdateAsync("name = 'again'", "id = 1");
        await database.ExecuteAsync(
            "update people set name = 'hand' where id in (2, 12); delete from people where id in (3, 13)",
            Token
        );
        foreach (var vacuum in (string[])["full freeze people", "freeze people", "freeze etl_chunk"])
        {
            await database.ExecuteAsync("vacuum " + vacuum, Token);
        }
        var result = await job.UndoAsync();
        Assert.Equal(["2", "3", "12"], result.LeftKeys);
        Assert.Equal((4L, 3L, 3L), (result.Removed, result.Restored, result.Left));
        Assert.Equal(
            ["1 old", "2 hand", "4 old", "5 old", "6 old", "12 hand"],
            await ColumnAsync(database, "select id || ' ' || name from people order by id")
        );
        var twice = await Assert.ThrowsAsync<JobException>(job.UndoAsync);
        Assert.Contains("has been undone already", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_others_point_at_are_left_whatever_their_foreign_key_does()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table people (id int primary key, name text, email text unique, parent int references people,
                boss int references people on delete cascade deferrable initially deferred);
            create table orders (person int references people);
            create table visits (email text references people (email) on delete cascade);
            create table gifts (person int references people on delete set null);
            """,
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync(
            "insert into people select n, 'new', n || '@x', case when n in (11, 12, 13) then n + 1 end from generate_series(1, 100) n",
            1,
            100
        );
        await database.ExecuteAsync(
            """
            insert into orders values (1), (1), (null); insert into visits values ('2@x'); insert into gifts values (3);
            insert into people values (1000, 'other', null, 5, 6), (1001, 'other', null, null, 11);
            """,
            Token
        );
        var result = await job.UndoAsync();
        Assert.Equal(["1", "2", "3", "5", "6", "11", "12", "13", "14"], result.LeftKeys);
        Assert.Equal((91L, 0L, 9L), Counts(result));
        Assert.Equal(
            ["1", "1", "3", "2@x"],
            await ColumnAsync(
                database,
                "select person::text from orders where person > 0 union all select person::text from gifts union all select email from visits"
            )
        );
    }

    [Fact]
    public async Task What_is_in_the_way_is_tried_again_and_what_a_constraint_refuses_is_left()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table people (id int primary key, name text, email text unique, parent int references people);
            insert into people select n, 'old', n || '@x' from generate_series(1, 100) n
            """,
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.UpdateAsync("email = 'free' || id", "id <= 50");
        await job.UpdateAsync("email = (id - 1) || '@x'", "id between 2 and 30");
        await job.InsertAsync(
            "insert into people select n, 'new', (n - 1000) || '@x' from generate_series(1041, 1050) n",
            1041,
            1050
        );
        await job.UpdateAsync("parent = 1041", "id = 60");
        await database.ExecuteAsync("insert into people values (2000, 'other', '40@x')", Token);
        var result = await job.UndoAsync();
        Assert.Equal(["40"], result.LeftKeys);
        Assert.Equal((10L, 50L, 1L), Counts(result));
        Assert.Equal(
            "99",
            (
                await ColumnAsync(
                    database,
                    "select count(*)::text from people where email = id || '@x' and parent is null and id <= 100"
                )
            ).Single()
        );
    }

    [Theory]
    [InlineData("id int, part int, primary key (id, part)")]
    [InlineData("id int, part int")]
    public async Task Rows_without_a_key_of_one_column_are_known_by_their_writer(string columns)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync($"create table people ({columns}, name text) ", Token);
        await database.ExecuteAsync("insert into people values (1, 1, 'old')", Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertUnknownAsync("insert into people select n, n, 'new' from generate_series(11, 20) n");
        await job.InsertUnknownAsync("insert into people select n, n, 'new' from generate_series(21, 30) n");
        await database.ExecuteAsync("update people set name = 'hand' where id in (11, 12)", Token);
        var result = await job.UndoAsync();
        Assert.Equal((18L, 0L, 2L), Counts(result));
        Assert.Empty(result.LeftKeys);
        Assert.Equal(["old", "hand", "hand"], await ColumnAsync(database, "select name from people order by id"));
    }

    [Fact]
    public async Task Inserted_rows_with_unknown_keys_are_known_by_their_writer_and_updated_ones_are_restored()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People + "; insert into people values (1, 'old')", Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertUnknownAsync("insert into people select n, 'new' from generate_series(11, 20) n");
        await job.UpdateAsync("name = 'updated'", "id in (1, 11)");
        Assert.Equal((10L, 1L, 0L), Counts(await job.UndoAsync()));
        Assert.Equal(["old"], await ColumnAsync(database, "select name from people"));
    }

    [Fact]
    public async Task Partitioned_tables_are_undone()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table people (id int primary key, name text) partition by range (id);
            create table people_1 partition of people for values from (0) to (100);
            create table people_2 partition of people for values from (100) to (200);
            insert into people values (1, 'old'), (101, 'old');
            create table loose (id int, name text) partition by hash (id);
            create table loose_1 partition of loose for values with (modulus 2, remainder 0);
            create table loose_2 partition of loose for values with (modulus 2, remainder 1);
            """,
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync(
            "insert into people select n, 'new' from generate_series(50, 150) n where n <> 101",
            50,
            150
        );
        await job.UpdateAsync("name = 'updated'", "id in (1, 101)");
        Assert.Equal((100L, 2L, 0L), Counts(await job.UndoAsync()));
        Assert.Equal(["old", "old"], await ColumnAsync(database, "select name from people"));
        var loose = await HandMadeJob.BeginAsync(database, "loose");
        await loose.InsertUnknownAsync("insert into loose select n, 'new' from generate_series(1, 100) n");
        Assert.Equal((100L, 0L, 0L), Counts(await loose.UndoAsync()));
    }

    [Fact]
    public async Task Rows_that_somebody_is_changing_are_waited_for_and_left()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            People + "; insert into people select n, 'old' from generate_series(1, 9) n",
            Token
        );
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync("insert into people select n, 'new' from generate_series(11, 19) n", 11, 19);
        await job.UpdateAsync("name = 'updated'", "id < 10");
        await using var connection = await database.OpenAsync(Token);
        await RunAsync(
            connection,
            "begin; update people set name = 'hand' where id in (2, 12); delete from people where id in (3, 13)"
        );
        var undoing = job.UndoAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(700), Token);
        Assert.False(undoing.IsCompleted);
        await RunAsync(connection, "commit");
        var result = await undoing;
        Assert.Equal(["2", "3", "12"], result.LeftKeys);
        Assert.Equal((7L, 7L, 3L), Counts(result));
        Assert.Equal(
            ["old", "hand", "old", "old", "old", "old", "old", "old", "hand"],
            await ColumnAsync(database, "select name from people order by id")
        );
    }

    [Fact]
    public async Task A_job_that_another_machine_works_on_is_not_undone()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People, Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.UriOf("people")));
        var target = new TableName("public", "people");
        var writerLock = await WriterLock.TakeAsync(connections, target, job.Id, TimeProvider.System, _ => { }, Token);
        var refused = await Assert.ThrowsAsync<JobException>(job.UndoAsync);
        Assert.Contains("still running in process 1 on elsewhere", refused.Message, StringComparison.Ordinal);
        await writerLock.DisposeAsync();
        Assert.Equal((0L, 0L, 0L), Counts(await job.UndoAsync()));
    }

    [Fact]
    public async Task A_job_undone_twice_at_once_is_undone_once()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People, Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync("insert into people select n, 'new' from generate_series(11, 19) n", 11, 19);
        await job.FinishAsync();
        var runs = Enumerable.Range(0, 3).Select(_ => Record.ExceptionAsync(job.UndoAsync).AsTask());
        var failures = (await Task.WhenAll(runs)).OfType<Exception>().ToList();
        Assert.Equal(2, failures.Count);
        Assert.All(
            failures,
            failure => Assert.Contains("has been undone already", failure.Message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(PostgresStep.Statement, 30)]
    [InlineData(PostgresStep.BeforeCommit, 1)]
    [InlineData(PostgresStep.CommitSent, 1)]
    [InlineData(PostgresStep.CommitAnswered, 1)]
    public async Task An_undo_whose_connection_is_cut_is_done_once_and_reported(PostgresStep step, int number)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(People + "; insert into people values (1, 'old')", Token);
        var job = await HandMadeJob.BeginAsync(database, "people");
        await job.InsertAsync("insert into people select n, 'new' from generate_series(11, 19) n", 11, 19);
        await job.UpdateAsync("name = 'updated'", "id = 1");
        var uri = new Uri(database.UriOf("people"));
        await using var proxy = PostgresProxy.Start(uri.Port, new PostgresCut(step, number));
        var address = PostgresAddress.Parse(
            string.Create(
                CultureInfo.InvariantCulture,
                $"postgres://{uri.UserInfo}@127.0.0.1:{proxy.Port}{uri.PathAndQuery}"
            )
        );
        await using var store = await PostgresStore.OpenAsync(
            address,
            new PostgresStoreOptions(),
            TimeProvider.System,
            Token
        );
        Assert.Equal((9L, 1L, 0L), Counts(await store.UndoAsync(job.Id, Token)));
        Assert.Equal(0, proxy.CutsLeft);
        Assert.Equal(["old"], await ColumnAsync(database, "select name from people"));
    }

    static (long, long, long) Counts(UndoResult result) => (result.Removed, result.Restored, result.Left);

    static async Task<List<string?>> ColumnAsync(PostgresDatabase database, string sql) =>
        [.. (await database.RowsAsync(sql, Token)).Select(row => row[0])];

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}

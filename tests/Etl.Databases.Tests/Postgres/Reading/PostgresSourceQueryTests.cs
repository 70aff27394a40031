using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Reading;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Reading;

public sealed class PostgresSourceQueryTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<List<string[]>> ReadAsync(PostgresDatabase database, string sql, int blockBytes = 4096)
    {
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            sql,
            Token
        );
        return await SourceText.RowsAsync(source, blockBytes);
    }

    [Fact]
    public async Task Calendars_agree_with_the_server_on_random_days()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var rows = await ReadAsync(
            database,
            """
            select d, to_char(d, 'YYYY-MM-DD'), t, replace(replace(t::text, ' ', 'T'), '+00', 'Z')
            from (select '0001-01-01'::date + (i::bigint * 7919 % 3652059)::int as d,
                         '1900-01-01 00:00:00+00'::timestamptz + i * interval '1234567.654321 seconds' as t
                  from generate_series(0, 5000) as i) as days
            """
        );
        Assert.Equal(5001, rows.Count);
        Assert.All(rows, row => Assert.Equal((row[1], row[3]), (row[0], row[2])));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public async Task Rows_come_whole_and_in_order_whatever_the_block(int blockBytes)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        const string sql = """
            select i, repeat('ä', (i * 37) % 5000) as text, case when i % 3 = 0 then null else i end as maybe
            from generate_series(1, 500) as i order by i
            """;
        var rows = await ReadAsync(database, sql, blockBytes);
        Assert.Equal(500, rows.Count);
        for (var index = 0; index < rows.Count; index++)
        {
            var i = index + 1;
            var number = FormattableString.Invariant($"{i}");
            Assert.Equal([number, new string('ä', i * 37 % 5000), i % 3 == 0 ? "" : number], rows[index]);
        }
    }

    [Fact]
    public async Task A_query_without_rows_is_an_empty_source()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        Assert.Empty(await ReadAsync(database, "select 1 as a where false"));
    }

    [Fact]
    public async Task Naughty_strings_come_back_as_they_are()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var strings = NaughtyStrings.All.Where(text => !text.Contains('\0', StringComparison.Ordinal)).ToList();
        var values = strings.Select((text, index) => FormattableString.Invariant($"({index}, {SqlLiteral.Of(text)})"));
        var rows = await ReadAsync(
            database,
            $"select text from (values {string.Join(", ", values)}) as v(id, text) order by id"
        );
        Assert.Equal(strings, rows.Select(row => row[0]));
    }

    [Fact]
    public async Task Names_of_columns_are_made_unique_and_may_be_nasty()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            "select 1.5 as a, 2.5 as a, 3 as \"we\"\"ird; -- x\", 4 as \"a_2\"; -- done",
            Token
        );
        Assert.Equal(["a", "a_2", "we\"ird; -- x", "a_2_2"], source.Description.Headers);
        Assert.Equal(
            [
                ["1.5", "2.5", "3", "4"],
            ],
            await SourceText.RowsAsync(source)
        );
    }

    [Theory]
    [InlineData("delete from t")]
    [InlineData("insert into t values (2) returning id")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; drop table t")]
    [InlineData("select 1) to stdout; drop table t; --")]
    [InlineData("select 1) to program 'touch /tmp/etl_hostile'; --")]
    [InlineData("select 1 /* ) to stdout; drop table t; */) to stdout; drop table t; select (1")]
    [InlineData("select 1 /* open")]
    [InlineData("select 'open")]
    [InlineData("select (1")]
    [InlineData("explain select 1")]
    [InlineData("copy t to stdout")]
    [InlineData("do $$ begin delete from t; end $$")]
    [InlineData("")]
    [InlineData("-- only a comment")]
    public async Task A_query_that_is_not_one_statement_that_reads_is_refused(string sql)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table t (id int); insert into t values (1)", Token);
        var failure = await Assert.ThrowsAsync<JobException>(() => ReadAsync(database, sql));
        Assert.StartsWith("--query", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from t", Token));
    }

    [Theory]
    [InlineData("with gone as (delete from t returning id) select * from gone")]
    [InlineData("select * into other from t")]
    [InlineData("select nextval('s')")]
    [InlineData("select id from t for update")]
    [InlineData("with x as (select 1) delete from t returning id")]
    [InlineData("select set_config('transaction_read_only', 'off', true) union all select change()")]
    public async Task A_query_that_writes_all_the_same_is_stopped_by_the_server(string sql)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table t (id int); insert into t values (1); create sequence s;
            create function change() returns text language plpgsql as $$ begin delete from t; return 'x'; end $$
            """,
            Token
        );
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(database, sql));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from t", Token));
        Assert.Equal(1, await database.ScalarAsync<long>("select nextval('s')", Token));
    }

    [Fact]
    public async Task A_source_that_is_left_early_does_not_read_the_rest()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            "select generate_series(1, 1000000000) as i, repeat('x', 1000) as text",
            Token
        );
        var batch = new Etl.Core.Batches.RecordBatch(4096);
        Assert.True(await source.ReadAsync(batch.Block, Token));
        await source.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Fact]
    public async Task A_read_that_waits_for_the_server_can_be_cancelled()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            "select repeat('x', 100000) as text, pg_sleep(case when i > 3 then 600 else 0 end)::text as none from generate_series(1, 5) as i",
            Token
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var batch = new Etl.Core.Batches.RecordBatch(4096);
        var reading = Task.Run(
            async () =>
            {
                while (await source.ReadAsync(batch.Block, stop.Token)) { }
            },
            Token
        );
        await Task.Delay(300, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reading.WaitAsync(TimeSpan.FromSeconds(20), Token)
        );
    }

    [Fact]
    public async Task A_server_that_ends_the_session_is_said_in_a_sentence()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            "select generate_series(1, 100000000) as i, repeat('x', 1000) as text",
            Token
        );
        var batch = new Etl.Core.Batches.RecordBatch(4096);
        Assert.True(await source.ReadAsync(batch.Block, Token));
        await database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'COPY%' and pid <> pg_backend_pid() and datname = current_database()",
            Token
        );
        var failure = await Assert.ThrowsAsync<PipelineException>(async () =>
        {
            while (await source.ReadAsync(batch.Block, Token)) { }
        });
        Assert.DoesNotContain("xxx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_a_row_that_fails_are_not_told()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table t (text text); insert into t values ('1'), ('private')", Token);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(database, "select text::int from t"));
        Assert.IsType<PipelineException>(failure);
        Assert.Contains("22P02", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("private", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select 1/0", "--query failed in PostgreSQL: division by zero (SQLSTATE 22012). Try it in psql")]
    [InlineData("select 1/(3000 - i) from generate_series(1, 9000) i", "division by zero (SQLSTATE 22012).")]
    [InlineData("select 's3cret'::int", "invalid input syntax for type integer: \"…\" (SQLSTATE 22P02).")]
    [InlineData("select ('s3\"cret' || i)::int from generate_series(1, 9) i", "integer: \"…\" (SQLSTATE 22P02).")]
    [InlineData("select (select i from generate_series(1, 2) i)", "more than one row returned by a subquery")]
    [InlineData(
        "select raises()",
        "--query failed in PostgreSQL: one of its functions raised an error (SQLSTATE P0001)."
    )]
    public async Task A_query_that_cannot_be_computed_says_what_the_server_says(string sql, string sentence)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create function raises() returns int language plpgsql as $$ begin raise exception 's3cret'; end $$",
            Token
        );
        var failure = await Assert.ThrowsAsync<PipelineException>(() => ReadAsync(database, sql));
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_that_cannot_be_computed_says_what_the_server_says()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create view broken as select 1/0 as id", Token);
        var failure = await Assert.ThrowsAsync<PipelineException>(async () =>
        {
            await using var source = await PostgresReader.OpenInputAsync(
                PostgresAddress.Parse(database.UriOf("broken")),
                Token
            );
            await SourceText.RowsAsync(source, 4096);
        });
        Assert.StartsWith("Reading 'postgres://", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            "failed in PostgreSQL: division by zero (SQLSTATE 22012)",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task All_rows_are_of_one_moment()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table t (id int, text text); insert into t select i, repeat('x', 500) from generate_series(1, 20000) as i",
            Token
        );
        await using var source = await PostgresSource.OpenQueryAsync(
            await database.OpenAsync(Token),
            PostgresAddress.Parse(database.Uri),
            "select id, text from t",
            Token
        );
        await database.ExecuteAsync("update t set text = 'changed'; delete from t where id > 100", Token);
        var rows = await SourceText.RowsAsync(source);
        Assert.Equal(20000, rows.Count);
        Assert.DoesNotContain(rows, row => row[1] == "changed");
    }
}

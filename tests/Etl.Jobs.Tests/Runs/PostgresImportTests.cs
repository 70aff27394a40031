using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Whole imports into PostgreSQL: at the same time, staged, cancelled, and taken back.</summary>
public sealed class PostgresImportTests : IDisposable
{
    /// <summary>The first 128 KiB, over half, are one batch, the sample that mapping is judged by; some 25 batches follow it.</summary>
    const int RecordCount = 6_000;

    const string Tables = "select count(*)::text from pg_class where relname ~ '^(etl_|people)'";

    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task Imports_at_the_same_time_make_no_duplicate_and_no_deadlock(DuplicatePolicy policy)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        // All three begin before there is a table; each brings half of what its neighbour brings.
        var runs = Enumerable
            .Range(0, 3)
            .Select(number =>
            {
                var input = folder.Write($"{number}.csv", Contacts(number * 500, 1000, $"Town {number}"));
                return Task.Run(() => RunAsync(Options(input, database) with { OnDuplicate = policy }), Token);
            })
            .ToList();
        var reports = await Task.WhenAll(runs);
        Assert.All(reports, report => Assert.Equal("succeeded", report.Status));
        Assert.Equal(2000, reports.Sum(report => report.Rows.Inserted));
        Assert.Equal(
            "2000 2000",
            await TextAsync(database, "select count(*) || ' ' || count(distinct email) from people")
        );
        foreach (var jobId in (long[])[1, 2, 3])
        {
            var result = await Ledger(database).VerifyAsync(jobId, Token);
            Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        }
    }

    [Fact]
    public async Task A_staged_import_is_seen_whole_or_not_at_all()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await RunAsync(Options(folder.Write("a.csv", Contacts(0, 700, "Town")), database));
        var seen = new ConcurrentDictionary<string, bool>();
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(database, seen, stop.Token);
        var input = folder.Write("b.csv", Contacts(500, RecordCount, "Ville"));
        var options = Options(input, database) with
        {
            OnDuplicate = DuplicatePolicy.Update,
            Publish = PublishMode.Staged,
        };
        using (var observer = new CancellingObserver(8))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                new JobRunner(Environment).RunAsync(options, observer, observer.Token)
            );
        }
        Assert.Equal("700 Town", Assert.Single(seen).Key);
        await RunAsync(options);
        await stop.CancelAsync();
        await watching;
        Assert.Equal(["6500 Ville", "700 Town"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(PublishMode.Direct)]
    [InlineData(PublishMode.Staged)]
    public async Task A_cancelled_import_leaves_no_backend_and_can_be_gone_on_with(PublishMode publish)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("a.csv", Contacts(0, RecordCount, "Town"));
        foreach (var batches in (int[])[1, 4, 10])
        {
            await database.ExecuteAsync(
                "drop table if exists people, etl_job, etl_chunk, etl_target, etl_before, etl_inserted",
                Token
            );
            using var observer = new CancellingObserver(batches);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                new JobRunner(Environment).RunAsync(
                    Options(input, database) with
                    {
                        Publish = publish,
                    },
                    observer,
                    observer.Token
                )
            );
            Assert.Equal("0", await BackendsAsync(database));
            var job = await Ledger(database).FindAsync(1, Token);
            Assert.Equal(JobState.Cancelled, job.State);
            var resumed = await new JobRunner(Environment).ResumeAsync(
                database.UriOf("people"),
                1,
                new SilentObserver(),
                Token
            );
            Assert.Equal((RecordCount, RecordCount), (resumed.Rows.Read, resumed.Rows.Inserted));
            Assert.Equal(
                "6000 6000",
                await TextAsync(database, "select count(*) || ' ' || count(distinct email) from people")
            );
            Assert.Equal("0", await BackendsAsync(database));
        }
    }

    [Fact]
    public async Task A_job_resumed_twice_at_once_is_resumed_once()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("a.csv", Contacts(0, RecordCount, "Town"));
        using var observer = new CancellingObserver(10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new JobRunner(Environment).RunAsync(Options(input, database), observer, observer.Token)
        );
        var runs = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Record
                    .ExceptionAsync(() =>
                        new JobRunner(Environment).ResumeAsync(database.UriOf("people"), 1, new SilentObserver(), Token)
                    )
                    .AsTask()
            );
        var failures = await Task.WhenAll(runs);
        Assert.IsType<JobException>(Assert.Single(failures.OfType<Exception>()));
        Assert.Equal(
            "6000 6000",
            await TextAsync(database, "select count(*) || ' ' || count(distinct email) from people")
        );
        Assert.Equal(JobState.Succeeded, (await Ledger(database).FindAsync(1, Token)).State);
    }

    [Theory]
    [InlineData(PublishMode.Direct)]
    [InlineData(PublishMode.Staged)]
    public async Task An_import_into_a_table_of_the_user_is_taken_back_exactly(PublishMode publish)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create extension citext;
            create table people (no uuid primary key default gen_random_uuid(), "First Name" varchar(40), email citext unique,
                city text, doc json default ' {"b": 1.0}', tags text[] default '[2:3]={a,b}', seen timestamptz default now(),
                score numeric(8, 4) default 1.5, size int generated always as (length(city)) stored);
            insert into people ("First Name", email, city)
                select 'Person ' || n, 'person' || n || '@example.com', 'Old' from generate_series(0, 999) n
            """,
            Token
        );
        var before = await database.RowsAsync("select p::text from people p order by no", Token);
        var input = folder.Write("a.csv", Contacts(500, 3000, "New"));
        var report = await RunAsync(
            Options(input, database) with
            {
                OnDuplicate = DuplicatePolicy.Update,
                Publish = publish,
            }
        );
        Assert.Equal((2500, 500), (report.Rows.Inserted, report.Rows.Updated));
        Assert.Equal("3000", await TextAsync(database, "select count(*)::text from people where city = 'New'"));
        var verified = await Ledger(database).VerifyAsync(1, Token);
        Assert.True(verified.IsConsistent, string.Join('\n', verified.Checks));
        await database.ExecuteAsync(
            "update people set city = 'Hand' where email in ('person600@example.com', 'person1600@example.com')",
            Token
        );
        var result = await Ledger(database).UndoAsync(1, Token);
        Assert.Equal((2499L, 499L, 2L), (result.Removed, result.Restored, result.Left));
        Assert.Equal(
            result.LeftKeys.Order(StringComparer.Ordinal),
            (await database.RowsAsync("select no from people where city = 'Hand'", Token))
                .Select(row => row[0])
                .Order(StringComparer.Ordinal)
        );
        await database.ExecuteAsync(
            "delete from people where email = 'person1600@example.com'; update people set city = 'Old' where city = 'Hand'",
            Token
        );
        Assert.Equal(before, await database.RowsAsync("select p::text from people p order by no", Token));
    }

    [Fact]
    public async Task Undo_leads_back_to_the_start_after_rows_were_refused()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table people (id bigserial primary key, first_name text, email text unique, city text check (city <> 'Bad'))",
            Token
        );
        var text = Contacts(0, 3000, "Town") + "Some One,bad@example.com,Bad\n";
        var report = await RunAsync(Options(folder.Write("a.csv", text), database));
        Assert.Equal((3000, 1), (report.Rows.Inserted, report.Rows.Rejected));
        var result = await Ledger(database).UndoAsync(1, Token);
        Assert.Equal((3000, 0L, 0L), (result.Removed, result.Restored, result.Left));
        Assert.Equal("0", await TextAsync(database, "select count(*)::text from people"));
    }

    [Fact]
    public async Task A_dry_run_leaves_no_table_behind()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("a.csv", Contacts(0, 1000, "Town"));
        var report = await RunAsync(Options(input, database) with { DryRun = true });
        Assert.Equal(1000, report.Rows.Inserted);
        Assert.Equal("0", await TextAsync(database, Tables));
        await RunAsync(Options(input, database));
        var before = await database.RowsAsync("select p::text from people p order by id", Token);
        var update = folder.Write("b.csv", Contacts(0, 1500, "Ville"));
        report = await RunAsync(Options(update, database) with { DryRun = true, OnDuplicate = DuplicatePolicy.Update });
        Assert.Equal((500, 1000), (report.Rows.Inserted, report.Rows.Updated));
        Assert.Equal(before, await database.RowsAsync("select p::text from people p order by id", Token));
        Assert.Single(await Ledger(database).ListAsync(Token));
    }

    static JobLedger Ledger(PostgresDatabase database) => new(Environment, database.UriOf("people"));

    [Fact]
    public async Task A_role_with_three_connections_loads_over_two()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var role = $"{database.Name}_three";
        await database.ExecuteAsync(
            $"create role {role} login password 'x' connection limit 3; grant create on schema public to {role}",
            Token
        );
        var input = folder.Write("people.csv", Contacts(0, RecordCount, "Town"));

        var report = await RunAsync(
            Options(input, database) with
            {
                Target = $"postgres://{role}:x@{new Uri(database.Uri).Authority}/{database.Name}?table=people",
            }
        );

        Assert.Equal(RecordCount, report.Rows.Inserted);
        Assert.Equal(RecordCount, await database.ScalarAsync<long>("select count(*) from people", Token));
        await database.ExecuteAsync($"drop owned by {role}; drop role {role}", Token);
    }

    [Theory]
    [InlineData("Colour,Shape\nred,round\n")]
    [InlineData("")]
    public async Task Inputs_that_are_refused_make_nothing_and_leave_no_connection(string text)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("people.csv", text);

        await Assert.ThrowsAsync<JobException>(() => RunAsync(Options(input, database)));

        Assert.Equal("0", await TextAsync(database, Tables));
        Assert.Equal("0", await BackendsAsync(database));
    }

    [Fact]
    public async Task A_password_is_asked_for_once_though_several_connections_are_opened()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var role = $"{database.Name}_asked";
        await database.ExecuteAsync(
            $"create role {role} login password 'x'; grant create on schema public to {role}",
            Token
        );
        var asked = new ConcurrentQueue<string>();
        string Answer(string question)
        {
            asked.Enqueue(question);
            return "x";
        }
        var environment = Environment with { Passwords = new PasswordPrompt(Answer) };
        var input = folder.Write("people.csv", Contacts(0, RecordCount, "Town"));
        var passwords = folder.Write("pgpass", "");

        var report = await new JobRunner(environment).RunAsync(
            Options(input, database) with
            {
                Target =
                    $"postgres://{role}@{new Uri(database.Uri).Authority}/{database.Name}?table=people&passfile={passwords}",
            },
            new SilentObserver(),
            Token
        );

        Assert.Equal(RecordCount, report.Rows.Inserted);
        Assert.Single(asked);
        await database.ExecuteAsync($"drop owned by {role}; drop role {role}", Token);
    }

    JobOptions Options(string input, PostgresDatabase database) =>
        new()
        {
            Inputs = [input],
            Target = database.UriOf("people"),
            Rejects = folder.File("rejects.csv"),
            Connections = 2,
        };

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    static async Task WatchAsync(
        PostgresDatabase database,
        ConcurrentDictionary<string, bool> seen,
        CancellationToken stop
    )
    {
        // Looks once more behind the stop: what the import published last may be younger than the last look.
        bool isLast;
        do
        {
            isLast = stop.IsCancellationRequested;
            seen[await TextAsync(database, "select count(*) || ' ' || max(city) from people")] = true;
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        } while (!isLast);
    }

    /// <summary>Connections of Etl to the database; those that are about to end have two seconds.</summary>
    static async Task<string> BackendsAsync(PostgresDatabase database)
    {
        var count = "";
        for (var attempt = 0; attempt < 20 && count != "0"; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(attempt * 10), Token);
            count = await TextAsync(
                database,
                "select count(*)::text from pg_stat_activity where datname = current_database() and application_name like 'etl%'"
            );
        }
        return count;
    }

    static async Task<string> TextAsync(PostgresDatabase database, string sql) =>
        (await database.ScalarAsync<string>(sql, Token)) ?? "";

    static string Contacts(int first, int count, string city)
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var record = first; record < first + count; record++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Person {record},person{record}@example.com,{city}\n");
        }
        return text.ToString();
    }
}

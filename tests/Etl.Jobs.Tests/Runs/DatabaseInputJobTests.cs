using System.Text;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Databases as inputs: PostgreSQL and the embedded store, into each other and into files.</summary>
public sealed class DatabaseInputJobTests : IDisposable
{
    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Contacts_go_from_PostgreSQL_to_SQLite_and_back_unchanged()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await File.WriteAllTextAsync(At("contacts.csv"), Contacts(1000), Token);
        await ImportAsync(At("contacts.csv"), database.UriOf("first"));
        var first = await ExportAsync(database.UriOf("first"), "first.csv");

        await ImportAsync(database.UriOf("first"), "sqlite:" + At("middle.db"));
        Assert.Equal(first, await ExportAsync("sqlite:" + At("middle.db"), "middle.csv"));

        await ImportAsync("sqlite:" + At("middle.db"), database.UriOf("second"));
        Assert.Equal(first, await ExportAsync(database.UriOf("second"), "second.csv"));

        await ImportAsync(database.UriOf("second"), database.UriOf("third"));
        Assert.Equal(first, await ExportAsync(database.UriOf("third"), "third.csv"));
        Assert.Equal(1001, first.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_query_is_cleaned_under_its_own_header_and_its_rejects_tell_no_password()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create schema crm;
            create table crm.people (no int primary key, "E-Mail" text, born date, score numeric(6, 2), active boolean);
            insert into crm.people values (3, ' C@X.ORG ', null, 1.50, true), (1, 'a@x.org', '1990-05-01', null, true),
                (2, 'not an address', null, null, true), (4, 'd@x.org', null, null, false)
            """,
            Token
        );
        var options = new JobOptions
        {
            Kind = JobKind.Clean,
            Inputs = [database.Uri],
            Query = "select * from crm.people where active order by no;",
            Output = At("clean.csv"),
            Rejects = At("bad.csv"),
            Report = At("report.json"),
            Strict = true,
        };
        var report = await RunAsync(options);
        Assert.Equal((3, 1), (report.Rows.Read, report.Rows.Rejected));
        Assert.Equal(
            "no,E-Mail,born,score,active\n1,a@x.org,1990-05-01,,true\n3,c@x.org,,1.50,true\n",
            await File.ReadAllTextAsync(At("clean.csv"), Token)
        );
        Assert.Equal(
            "\"no\",\"E-Mail\",\"born\",\"score\",\"active\"\n\"2\",\"not an address\",\"\",\"\",\"true\"\n",
            await File.ReadAllTextAsync(At("bad.csv"), Token)
        );
        foreach (var file in Directory.EnumerateFiles(folder.Path))
        {
            Assert.DoesNotContain(
                PasswordOf(database),
                await File.ReadAllTextAsync(file, Token),
                StringComparison.Ordinal
            );
        }

        // Fixed rejects are imported like those of a file.
        var fixedText = (await File.ReadAllTextAsync(At("bad.csv"), Token)).Replace("not an address", "b@x.org");
        await File.WriteAllTextAsync(At("bad.rejects.csv"), fixedText, Token);
        Assert.Equal(1, (await ImportAsync(At("bad.rejects.csv"), "sqlite:" + At("fixed.db"))).Rows.Inserted);
    }

    [Fact]
    public async Task Reading_makes_no_ledger()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table people (email text, first_name text); insert into people values ('a@x.org', 'Al')",
            Token
        );
        Assert.Equal("email,first_name\na@x.org,Al\n", await ExportAsync(database.UriOf("people"), "people.csv"));
        await ImportAsync(database.UriOf("people"), "sqlite:" + At("people.db"));
        Assert.Equal(
            1,
            await database.ScalarAsync<long>("select count(*) from pg_tables where schemaname = 'public'", Token)
        );
    }

    [Fact]
    public async Task An_import_from_a_database_that_was_interrupted_is_run_again()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table people (email text); insert into people select 'p' || i || '@x.org' from generate_series(1, 20000) as i",
            Token
        );
        var target = "sqlite:" + At("people.db");
        var options = new JobOptions { Inputs = [database.UriOf("people")], Target = target };
        using var observer = new CancellingObserver(5);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new JobRunner(Environment).RunAsync(options, observer, observer.Token)
        );
        var refusal = await Assert.ThrowsAsync<JobException>(() =>
            new JobRunner(Environment).ResumeAsync(target, null, new SilentObserver(), Token)
        );
        Assert.Contains("Run the import again", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PasswordOf(database), refusal.Message, StringComparison.Ordinal);

        var again = await RunAsync(options);
        Assert.Equal(20000, again.Rows.Read);
        Assert.Equal(20001, (await ExportAsync(target, "people.csv")).Count(letter => letter == '\n'));
        var verified = await new JobLedger(Environment, target).VerifyAsync(null, Token);
        Assert.True(verified.IsConsistent);
        Assert.Contains(verified.Checks, check => check.Contains("is a database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_cannot_be_imported_into_itself()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table people (email text)", Token);
        var failure = await Assert.ThrowsAsync<JobException>(() =>
            ImportAsync(database.UriOf("people"), database.UriOf("public.people"))
        );
        Assert.Contains("is the input and the target", failure.Message, StringComparison.Ordinal);
        var store = "sqlite:" + At("a.db");
        await Assert.ThrowsAsync<JobException>(() => ImportAsync(store, store));
    }

    [Fact]
    public async Task A_query_is_exported_and_chooses_for_itself()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = new JobOptions
        {
            Kind = JobKind.Export,
            From = database.Uri,
            Query = "select 1 as one, 'two, 2' as two",
            Output = At("query.csv"),
        };
        await RunAsync(options);
        Assert.Equal("one,two\n1,\"two, 2\"\n", await File.ReadAllTextAsync(At("query.csv"), Token));
        await Assert.ThrowsAsync<JobException>(() => RunAsync(options with { Columns = ["email"] }));
        await Assert.ThrowsAsync<JobException>(() =>
            RunAsync(options with { Query = "select nothing from nowhere", Overwrite = true })
        );
    }

    static string Contacts(int count)
    {
        var text = new StringBuilder("external_id,first_name,email,birthday,tags,created_at,updated_at,custom.size\n");
        for (var number = 1; number <= count; number++)
        {
            text.Append(
                FormattableString.Invariant(
                    $"id-{number},\"Zoë \"\"{number}\"\"\",p{number}@x.org,1990-05-0{number % 9 + 1},a;b{number % 3},2024-01-02T03:04:05Z,2024-01-02T03:04:05.{number % 9 + 1}Z,{(number % 2 == 0 ? "XL" : "")}\n"
                )
            );
        }
        return text.ToString();
    }

    static string PasswordOf(PostgresDatabase database) =>
        new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Password is { Length: > 0 } password
            ? password
            : "no password in this server";

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    static Task<RunReport> ImportAsync(string input, string target) =>
        RunAsync(new JobOptions { Inputs = [input], Target = target });

    async Task<string> ExportAsync(string from, string name)
    {
        var options = new JobOptions
        {
            Kind = JobKind.Export,
            From = from,
            Output = At(name),
            Overwrite = true,
        };
        await RunAsync(options);
        return await File.ReadAllTextAsync(At(name), Token);
    }

    string At(string name) => Path.Combine(folder.Path, name);
}

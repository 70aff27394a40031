using System.Globalization;
using System.Text;
using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Imports through a pooler that gives each transaction another connection.</summary>
public sealed class PoolerTests : IDisposable
{
    const int RecordCount = 6_000;

    /// <summary>Makes the records so long that the first 128 KiB, which are one batch, are the smaller part of the file.</summary>
    static readonly string domain = new string('x', 60) + ".org";

    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip, PublishMode.Direct, 0)]
    [InlineData(DuplicatePolicy.Update, PublishMode.Direct, 2000)]
    [InlineData(DuplicatePolicy.Update, PublishMode.Staged, 2000)]
    public async Task An_import_and_its_undo_need_no_session(DuplicatePolicy policy, PublishMode publish, long updated)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var bouncer = await PgBouncer.StartAsync(database, Token);
        var target = Target(database, bouncer);
        var options = Options(target) with { OnDuplicate = policy, Publish = publish };

        var report = await new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

        Assert.Equal((4000, updated), (report.Rows.Inserted, report.Rows.Updated));
        Assert.InRange(
            await database.ScalarAsync<long>("select count(*) from etl_chunk", Token),
            10,
            RecordCount / 100
        );
        Assert.True((await new JobLedger(Environment, target).VerifyAsync(1, Token)).IsConsistent);
        var undone = await new JobLedger(Environment, target).UndoAsync(1, Token);
        Assert.Equal((4000, 0L), (undone.Removed, undone.Left));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task Refused_records_are_found_and_timeouts_of_the_role_do_not_count(DuplicatePolicy policy)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            $"""
            create function slow() returns trigger language plpgsql as
                $$ begin if new.city = 'T5' then perform pg_sleep(1.5); end if; return new; end $$;
            create table people (id bigserial primary key, email text unique, city text check (city <> 'Bad'));
            create trigger slow before insert on people for each row execute function slow();
            alter database {database.Name} set statement_timeout = '1s'
            """,
            Token
        );
        await using var bouncer = await PgBouncer.StartAsync(database, Token);

        var report = await new JobRunner(Environment).RunAsync(
            Options(Target(database, bouncer), isBad: true) with
            {
                OnDuplicate = policy,
            },
            new SilentObserver(),
            Token
        );

        Assert.Equal(4000 - 3, report.Rows.Inserted);
        Assert.Equal("DB_23514", Assert.Single(report.Rejects).Code);
        Assert.InRange(
            await database.ScalarAsync<long>("select count(*) from etl_chunk", Token),
            10,
            RecordCount / 100
        );
        var verified = await new JobLedger(Environment, Target(database, bouncer)).VerifyAsync(1, Token);
        Assert.True(verified.IsConsistent, string.Join('\n', verified.Checks));
    }

    static string Target(PostgresDatabase database, PgBouncer bouncer) =>
        new UriBuilder(database.UriOf("people")) { Host = "127.0.0.1", Port = bouncer.Port }
            .Uri
            .AbsoluteUri;

    JobOptions Options(string target, bool isBad = false) =>
        new()
        {
            Inputs = [folder.Write("people.csv", Contacts(isBad))],
            Target = target,
            Connections = 3,
            Rejects = folder.File("rejects.csv"),
        };

    static string Contacts(bool isBad)
    {
        var text = new StringBuilder("Email,City\n");
        for (var record = 0; record < RecordCount; record++)
        {
            var city = isBad && record % 700 == 9 ? "Bad" : $"T{record}";
            text.Append(CultureInfo.InvariantCulture, $"p{record % 4000}@{domain},{city}\n");
        }
        return text.ToString();
    }
}

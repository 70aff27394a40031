using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>What the server refuses is what it would refuse of the records one by one.</summary>
public sealed class RefusalOrderTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a@x,4;b@x,1", "", "a@x 4,b@x 1,z@x 9", PublishMode.Direct)]
    [InlineData("b@x,1;a@x,4", "b@x", "a@x 4,z@x 9", PublishMode.Direct)]
    [InlineData("a@x,4;b@x,4;c@x,1", "b@x", "a@x 4,c@x 1,z@x 9", PublishMode.Direct)]
    [InlineData("b@x,4;a@x,4;c@x,1", "a@x,c@x", "a@x 1,b@x 4,z@x 9", PublishMode.Direct)]
    [InlineData("a@x,4;b@x,1;a@x,5;c@x,4", "", "a@x 5,b@x 1,c@x 4,z@x 9", PublishMode.Direct)]
    [InlineData("n@x,7;n@x,8;b@x,7;a@x,7;c@x,1", "a@x,c@x", "a@x 1,b@x 7,n@x 8,z@x 9", PublishMode.Direct)]
    [InlineData("z@x,1;z@x,5;a@x,9;b@x,1;c@x,99", "z@x,c@x", "a@x 9,b@x 1,z@x 5", PublishMode.Direct)]
    [InlineData("a@x,4;b@x,1;a@x,5;c@x,4", "", "a@x 5,b@x 1,c@x 4,z@x 9", PublishMode.Staged)]
    [InlineData("n@x,7;n@x,8;b@x,7;a@x,7;c@x,1", "a@x,c@x", "a@x 1,b@x 7,n@x 8,z@x 9", PublishMode.Staged)]
    public async Task A_record_is_refused_exactly_when_it_would_be_by_itself(
        string records,
        string rejected,
        string table,
        PublishMode publish
    )
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            """
            create table people (id serial primary key, email text, place int unique check (place < 50));
            insert into people (email, place) values ('a@x.org', 1), ('z@x.org', 9)
            """,
            Token
        );
        var text =
            "Email,place\n" + records.Replace(';', '\n').Replace("@x", "@x.org", StringComparison.Ordinal) + "\n";
        var report = await ImportAsync(database, text, publish);
        Assert.Equal(records.Split(';').Length, report.Rows.Read);
        Assert.Equal(rejected, string.Join(',', Rejected()));
        var rows = await database.RowsAsync(
            "select replace(email, '.org', '') || ' ' || place from people order by 1",
            Token
        );
        Assert.Equal(table, string.Join(',', rows.Select(row => row[0])));
    }

    [Fact]
    public async Task Many_updates_of_one_contact_take_effect_in_their_order()
    {
        const int Updates = 3_000;
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table people (id serial primary key, email text, place int); insert into people (email) values ('a@x.org')",
            Token
        );
        var records = Enumerable
            .Range(1, Updates)
            .Select(n => FormattableString.Invariant($"a@x.org,{n}\nb{n % 7}@x.org,{n}\n"));

        var report = await ImportAsync(database, "Email,place\n" + string.Concat(records), PublishMode.Direct);

        Assert.Equal((7, 2 * Updates - 7), (report.Rows.Inserted, report.Rows.Updated));
        Assert.Equal(
            Updates,
            await database.ScalarAsync<int>("select place from people where email = 'a@x.org'", Token)
        );
        Assert.Equal(
            Updates - 7L,
            await database.ScalarAsync<long>(
                "select min(place)::bigint - 1 from people where email <> 'a@x.org'",
                Token
            )
        );
    }

    IEnumerable<string> Rejected()
    {
        var path = folder.File("rejects.csv");
        return File.Exists(path) ? File.ReadLines(path).Skip(1).Select(line => line.Split(".org,")[0]) : [];
    }

    Task<RunReport> ImportAsync(PostgresDatabase database, string text, PublishMode publish)
    {
        var options = new JobOptions
        {
            Inputs = [folder.Write("people.csv", text)],
            Target = database.UriOf("people"),
            Rejects = folder.File("rejects.csv"),
            OnDuplicate = DuplicatePolicy.Update,
            Publish = publish,
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System);
        return new JobRunner(environment).RunAsync(options, new SilentObserver(), Token);
    }
}

using System.Globalization;
using System.Text;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Imports for which the server has fewer connections than they would use.</summary>
public sealed class FewConnectionsTests : IAsyncLifetime
{
    /// <summary>The first 128 KiB, over half, are one batch; some 25 batches follow it, a chunk each.</summary>
    const int RecordCount = 6_000;

    readonly TempFolder folder = new();
    PostgresDatabase database = null!;
    string role = "";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A wait of a minute is over in half a second, and its failure is known soon.</summary>
    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, new HurriedTimeProvider()) { BlockBytes = 4096, ChunkRows = 300 };

    public async ValueTask InitializeAsync()
    {
        database = await PostgresServer.CreateDatabaseAsync(Token);
        role = $"{database.Name}_few";
        await database.ExecuteAsync(
            $"create role {role} login password 'x' connection limit 2; grant create on schema public to {role}",
            Token
        );
    }

    public async ValueTask DisposeAsync()
    {
        await database.ExecuteAsync($"drop owned by {role}; drop role {role}", CancellationToken.None);
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task Two_connections_are_enough_for_every_import_into_a_table(DuplicatePolicy policy)
    {
        var observer = new NotingObserver();
        var first = await ImportAsync(Environment, observer, 0, RecordCount, policy);
        Assert.Equal(RecordCount, first.Rows.Inserted);
        var second = await ImportAsync(Environment, observer, RecordCount / 2, RecordCount, policy);
        Assert.Equal(RecordCount / 2, second.Rows.Inserted);

        Assert.Equal(RecordCount + RecordCount / 2, await CountAsync());
        Assert.Equal(
            policy == DuplicatePolicy.Skip ? 2 : 0,
            observer.Notes.Count(note => note.EndsWith("loads over 1 instead of 2.", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(observer.Notes, note => note.StartsWith("Waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_connections_are_enough_for_a_table_that_one_chunk_makes()
    {
        var environment = Environment with { BlockBytes = null, ChunkRows = null };
        var observer = new NotingObserver();

        var report = await ImportAsync(environment, observer, 0, 100, DuplicatePolicy.Skip);

        Assert.Equal(100, report.Rows.Inserted);
        Assert.Empty(observer.Notes);
        Assert.Equal(
            "t",
            (
                await database.RowsAsync(
                    "select count(*) > 1 from pg_index where indrelid = 'people'::regclass and indisvalid",
                    Token
                )
            )[0][0]
        );
    }

    [Fact]
    public async Task A_wait_for_a_connection_is_told_and_ends_with_it()
    {
        var observer = new NotingObserver();
        await using var others = new PostgresConnections(PostgresAddress.Parse(Target));
        var held = await others.OpenAsync("other", Token);
        var importing = ImportAsync(
            Environment with
            {
                Time = TimeProvider.System,
            },
            observer,
            0,
            100,
            DuplicatePolicy.Skip
        );

        var note = await observer.First.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.StartsWith("Waiting for a connection: the PostgreSQL server", note, StringComparison.Ordinal);
        Assert.Contains("too many connections for role", note, StringComparison.Ordinal);
        Assert.False(importing.IsCompleted);
        await held.DisposeAsync();

        Assert.Equal(100, (await importing).Rows.Inserted);
        Assert.Single(observer.Notes);
    }

    string Target => $"postgres://{role}:x@{new Uri(database.Uri).Authority}/{database.Name}?table=people";

    Task<RunReport> ImportAsync(
        JobEnvironment environment,
        IJobObserver observer,
        int first,
        int count,
        DuplicatePolicy policy
    ) =>
        new JobRunner(environment).RunAsync(
            new JobOptions
            {
                Inputs = [folder.Write($"{first}.csv", Contacts(first, count))],
                Target = Target,
                Rejects = folder.File("rejects.csv"),
                OnDuplicate = policy,
                Connections = 2,
            },
            observer,
            Token
        );

    async Task<long> CountAsync() => await database.ScalarAsync<long>("select count(*) from people", Token);

    static string Contacts(int first, int count)
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var number = first; number < first + count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Person {number},person{number}@example.com,Town\n");
        }
        return text.ToString();
    }
}

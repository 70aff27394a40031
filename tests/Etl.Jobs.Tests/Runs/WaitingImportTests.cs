using System.Diagnostics;
using System.Globalization;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;
using Npgsql;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Imports into a table that another import is writing to.</summary>
public sealed class WaitingImportTests : IAsyncLifetime
{
    /// <summary>Several chunks, for which connections are opened ahead.</summary>
    const int RecordCount = 6_000;

    readonly TempFolder folder = new();
    PostgresDatabase database = null!;
    string role = "";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    public async ValueTask InitializeAsync()
    {
        database = await PostgresServer.CreateDatabaseAsync(Token);
        role = $"{database.Name}_second";
        await database.ExecuteAsync($"create role {role} superuser login password 'x'", Token);
    }

    public async ValueTask DisposeAsync()
    {
        await database.ExecuteAsync($"drop owned by {role}; drop role {role}", CancellationToken.None);
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(PublishMode.Direct)]
    [InlineData(PublishMode.Staged)]
    public async Task Who_waits_for_the_writer_of_a_table_holds_one_connection_and_then_loads_all(PublishMode publish)
    {
        await ImportAsync(database.Uri, new SilentObserver(), 1, PublishMode.Direct);
        await using var reader = await database.OpenAsync(Token);
        await using var obstacle = await KeepFromWritingAsync(reader);
        var first = ImportAsync(database.Uri, new SilentObserver(), 100, PublishMode.Direct);
        await UntilAsync("select count(*) from pg_locks where not granted and relation = 'people'::regclass", 1);

        var observer = new NotingObserver();
        var second = ImportAsync(UriOfSecond, observer, RecordCount, publish);
        Assert.StartsWith(
            "Waiting for job 2 ",
            await observer.First.WaitAsync(TimeSpan.FromSeconds(30), Token),
            StringComparison.Ordinal
        );
        var ofSecond = $"select count(*) from pg_stat_activity where usename = '{role}'";
        await UntilAsync(ofSecond, 1);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        Assert.Equal(1, await database.ScalarAsync<long>(ofSecond, Token));
        await obstacle.RollbackAsync(Token);

        Assert.Equal(99, (await first).Rows.Inserted);
        Assert.Equal(RecordCount - 100, (await second).Rows.Inserted);
    }

    string UriOfSecond => $"postgres://{role}:x@{new Uri(database.Uri).Authority}/{database.Name}";

    /// <summary>Lets the table be read and not written.</summary>
    static async Task<NpgsqlTransaction> KeepFromWritingAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync(Token);
        await using var command = new NpgsqlCommand("lock table people in exclusive mode", connection, transaction);
        await command.ExecuteNonQueryAsync(Token);
        return transaction;
    }

    async Task UntilAsync(string sql, long count)
    {
        var start = Stopwatch.GetTimestamp();
        while (await database.ScalarAsync<long>(sql, Token) is var found && found != count)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15), $"{sql}: {found}, not {count}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
        }
    }

    Task<RunReport> ImportAsync(string uri, IJobObserver observer, int count, PublishMode publish) =>
        new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Inputs = [folder.Write($"{count}.csv", Contacts(count))],
                Target = uri + "?table=people",
                Rejects = folder.File("rejects.csv"),
                Publish = publish,
                Connections = 4,
            },
            observer,
            Token
        );

    static string Contacts(int count)
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var number = 0; number < count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Person {number},person{number}@example.com,Town\n");
        }
        return text.ToString();
    }
}

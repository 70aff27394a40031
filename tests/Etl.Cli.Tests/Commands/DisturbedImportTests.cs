using System.Globalization;
using System.Text;
using Etl.Testing;
using Etl.Trials;
using Etl.Trials.Targets;

namespace Etl.Cli.Tests.Commands;

/// <summary>Small slices of the trials that disturb an import into PostgreSQL, with the built program as a process.</summary>
public sealed class DisturbedImportTests : IDisposable
{
    const int Records = 3_000;

    /// <summary>The first 128 KiB are one chunk of the shard that begins in them, so that there are more chunks.</summary>
    const int ShardedRecords = 8_000;
    const int ChunkRows = 300;
    const int BlockBytes = 4096;
    const int Seed = 20261122;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_import_that_is_killed_and_resumed_ends_like_an_undisturbed_one()
    {
        var server = await PostgresServer.SharedAsync();
        await using var output = new StringWriter();
        var trial = new KillTrial(Import(), new PostgresTables(server), new Random(Seed), output);
        Assert.True(0 == await trial.RunAsync(3, TestContext.Current.CancellationToken), output.ToString());
    }

    [Fact]
    public async Task Shards_of_which_one_is_killed_and_started_again_end_like_one_process()
    {
        var server = await PostgresServer.SharedAsync();
        await using var output = new StringWriter();
        var import = Import(ShardedRecords, "--on-duplicate", "update", "--owner", "round-robin:ann,bob,cem");
        var trial = new ShardsTrial(import, new PostgresTables(server), new Random(Seed), output)
        {
            Shards = 2,
            Kills = 1,
        };
        Assert.True(0 == await trial.RunAsync(1, TestContext.Current.CancellationToken), output.ToString());
    }

    [Fact]
    public async Task A_connection_that_is_cut_around_its_commit_loses_and_doubles_no_row()
    {
        var server = await PostgresServer.SharedAsync();
        Assert.SkipWhen(server.Cluster is null, "The proxy stands in front of a server on this machine.");
        await using var output = new StringWriter();
        var trial = new CutTrial(Import(), server, new Random(Seed), output)
        {
            Steps =
            [
                PostgresStep.CommitAnswered,
                PostgresStep.CopyData,
                PostgresStep.BeforeCommit,
                PostgresStep.CommitHalfAnswered,
            ],
        };
        Assert.True(0 == await trial.RunAsync(4, TestContext.Current.CancellationToken), output.ToString());
    }

    [Fact]
    public async Task A_server_that_stops_under_an_import_costs_no_row()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var output = new StringWriter();
        var trial = new ServerKillTrial(Import(), server, new Random(Seed), output);
        Assert.True(0 == await trial.RunAsync(3, TestContext.Current.CancellationToken), output.ToString());
    }

    TrialImport Import(params string[] options) => Import(Records, options);

    TrialImport Import(int records, params string[] options) =>
        new(
            Path.Combine(AppContext.BaseDirectory, "etl"),
            folder.Write("in.csv", Contacts(records)),
            ChunkRows,
            options
        )
        {
            BlockBytes = BlockBytes,
        };

    /// <summary>Every fifth record repeats an earlier one, every fiftieth is too long.</summary>
    static string Contacts(int records)
    {
        var lines = new StringBuilder("external_id,first_name,email,notes\n");
        for (var record = 1; record <= records; record++)
        {
            var person = record % 5 == 0 ? record / 2 : record;
            lines.Append(
                CultureInfo.InvariantCulture,
                $"C-{record},First {record},person{person}@example.com,{(record % 50 == 7 ? "too,long" : "a note")}\n"
            );
        }
        return lines.ToString();
    }
}

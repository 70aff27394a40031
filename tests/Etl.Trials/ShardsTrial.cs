using System.Diagnostics;
using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>
/// Promise: n processes that load one file with <c>--shard</c>, all started at once, leave the table and the rejects that one
/// process leaves, row for row, also when some of them are killed with SIGKILL and started again with the same command line.
/// Half of the killed ones have committed a chunk, the others may be anywhere. In the end the whole set is taken back.
/// </summary>
sealed class ShardsTrial(TrialImport import, PostgresTables store, Random random, TextWriter output)
{
    const int Committed = 2;

    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How many processes.</summary>
    public int Shards { get; init; } = 8;

    /// <summary>How many of them are killed once.</summary>
    public int Kills { get; init; } = 3;

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        var (duration, expected) = await RunOneProcessAsync(cancellationToken);
        Say($"one process: {duration.TotalSeconds:F1} s, {expected}");
        var differences = 0;
        for (var run = 0; run < times; run++)
        {
            differences += await RunOnceAsync(run, duration, expected, cancellationToken) ? 0 : 1;
        }
        Say($"{times} runs of {Shards} shards, {Kills} of them killed: {differences} differences");
        return differences == 0 ? 0 : 1;
    }

    async Task<(TimeSpan Duration, ShardsState State)> RunOneProcessAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var target = (PostgresTarget)await store.CreateAsync(folder, cancellationToken);
        var watch = Stopwatch.StartNew();
        var result = await ProcessRunner.RunAsync(import.Import(folder, target), cancellationToken);
        Require(result, "One process");
        return (watch.Elapsed, await ShardsState.ReadAsync(folder, target, 1, cancellationToken));
    }

    async Task<bool> RunOnceAsync(int run, TimeSpan duration, ShardsState expected, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var target = (PostgresTarget)await store.CreateAsync(folder, cancellationToken);
        var killed = Enumerable.Range(1, Shards).OrderBy(_ => random.Next()).Take(Kills).ToList();
        var watch = Stopwatch.StartNew();
        var ends = new List<Task<bool>>();
        foreach (var shard in Enumerable.Range(1, Shards).OrderBy(_ => random.Next()))
        {
            var index = killed.IndexOf(shard);
            var delay = duration * random.NextDouble();
            Func<CancellationToken, Task>? when =
                index < 0 ? null
                : index % 2 == 0 ? token => HasCommittedAsync(target, shard, token)
                : token => Task.Delay(delay, token);
            ends.Add(RunShardAsync(folder, target, shard, when, cancellationToken));
        }
        var kills = (await Task.WhenAll(ends)).Count(isKilled => isKilled);
        var seconds = watch.Elapsed.TotalSeconds;
        var actual = await ShardsState.ReadAsync(folder, target, Shards, cancellationToken);
        var isSame = actual == expected;
        var isUndone = await IsTakenBackAsync(folder, target, cancellationToken);
        Say(
            $"run {run}: {kills} killed and started again, {seconds:F1} s, {(isSame ? "same" : $"DIFFERENT: {actual}")}, {(isUndone ? "taken back" : "NOT TAKEN BACK")}"
        );
        return isSame && isUndone;
    }

    /// <summary>Runs a shard to its end; true when it was killed on the way.</summary>
    async Task<bool> RunShardAsync(
        TempFolder folder,
        PostgresTarget target,
        int shard,
        Func<CancellationToken, Task>? killWhen,
        CancellationToken cancellationToken
    )
    {
        var whole = import.Import(folder, target);
        string[] arguments =
        [
            .. whole.Arguments,
            "--shard",
            string.Create(CultureInfo.InvariantCulture, $"{shard}/{Shards}"),
        ];
        var command = whole with { Arguments = arguments };
        var result = await ProcessRunner.RunAsync(command with { KillWhen = killWhen }, cancellationToken);
        var isKilled = result.IsKilled;
        if (isKilled)
        {
            result = await ProcessRunner.RunAsync(command, cancellationToken);
        }
        Require(result, $"Shard {shard}");
        return isKilled;
    }

    static async Task HasCommittedAsync(PostgresTarget target, int shard, CancellationToken cancellationToken)
    {
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"select count(*) from etl_chunk c join etl_job j on j.id = c.job_id where to_jsonb(j) ->> 'shard' = '{shard}'"
        );
        while (
            !await target.HasJobAsync(cancellationToken)
            || await target.Database.ScalarAsync<long>(sql, cancellationToken) < Committed
        )
        {
            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>Any job of the set takes the whole set back.</summary>
    async Task<bool> IsTakenBackAsync(TempFolder folder, PostgresTarget target, CancellationToken cancellationToken)
    {
        var undo = import.Import(folder, target) with { Arguments = ["jobs", "undo", "1", "--to", target.Uri] };
        Require(await ProcessRunner.RunAsync(undo, cancellationToken), "The undo");
        return await target.Database.ScalarAsync<long>("select count(*) from contacts", cancellationToken) == 0
            && await target.Database.ScalarAsync<bool>(
                "select bool_and(state = 'Undone') from etl_job",
                cancellationToken
            );
    }

    static void Require(ProcessResult result, string who)
    {
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{who} ended with {result}");
        }
    }

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

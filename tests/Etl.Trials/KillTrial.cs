using System.Diagnostics;
using System.Globalization;
using Etl.Testing;

namespace Etl.Trials;

/// <summary>
/// Promise: after <c>kill -9</c> at any moment, resuming ends in the same store and the same rejects as an undisturbed run.
/// The moments are uniform over the undisturbed run's time. Of four runs one is killed once more in the second half of what is
/// left to resume, and one while it completes: as soon as the rejects get their name, before the job is entered as done.
/// </summary>
sealed class KillTrial(string program, string file, Random random)
{
    const string StoreName = "contacts.db";
    const string RejectsName = "rejects.csv";

    static readonly TimeSpan timeout = TimeSpan.FromMinutes(10);
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        var (duration, expected) = await RunUndisturbedAsync(cancellationToken);
        var differences = 0;
        var counts = new KillCounts();
        for (var run = 0; run < times; run++)
        {
            differences += await RunOnceAsync(run, duration, expected, counts, cancellationToken) ? 0 : 1;
        }
        Say($"{times} runs: {counts}, {differences} differences");
        return differences == 0 ? 0 : 1;
    }

    /// <summary>The shorter of two runs counts: kills that come too late prove nothing.</summary>
    async Task<(TimeSpan Duration, StoreState State)> RunUndisturbedAsync(CancellationToken cancellationToken)
    {
        using var warm = new TempFolder();
        using var reference = new TempFolder();
        var watch = Stopwatch.StartNew();
        await ProcessRunner.RunAsync(Import(warm), cancellationToken);
        var duration = watch.Elapsed;
        watch.Restart();
        var result = await ProcessRunner.RunAsync(Import(reference), cancellationToken);
        duration = watch.Elapsed < duration ? watch.Elapsed : duration;
        var state = StoreState.Read(reference, StoreName, RejectsName);
        Say($"undisturbed: exit {result.ExitCode}, {duration.TotalSeconds:F1} s, {state}");
        return (duration, state);
    }

    async Task<bool> RunOnceAsync(
        int run,
        TimeSpan duration,
        StoreState expected,
        KillCounts counts,
        CancellationToken cancellationToken
    )
    {
        using var folder = new TempFolder();
        var delay = duration * random.NextDouble();
        var atEnd = run % 4 == 3;
        var import = Import(folder);
        var first = await ProcessRunner.RunAsync(
            atEnd
                ? import with
                {
                    KillWhen = token => AppearsAsync(folder.File(RejectsName), token),
                }
                : import.KilledAfter(delay),
            cancellationToken
        );
        counts.Killed += first.IsKilled ? 1 : 0;
        counts.KilledAtEnd += first.IsKilled && atEnd ? 1 : 0;
        if (run % 4 == 1)
        {
            var left = (duration - delay) * (0.5 + random.NextDouble() / 2);
            var second = await ProcessRunner.RunAsync(Resume(folder).KilledAfter(left), cancellationToken);
            counts.KilledTwice += second.IsKilled ? 1 : 0;
        }
        var resumed = await ProcessRunner.RunAsync(Resume(folder), cancellationToken);
        if (!StoreState.HasJob(folder.File(StoreName)))
        {
            // Killed before the job was entered into the ledger: there is nothing to resume, the user simply starts again.
            counts.StartedAgain++;
            resumed = await ProcessRunner.RunAsync(Import(folder), cancellationToken);
        }
        var actual = StoreState.Read(folder, StoreName, RejectsName);
        var isSame = actual == expected;
        var moment = FormattableString.Invariant(
            $"{(first.IsKilled ? "killed" : "ended")} after {delay.TotalSeconds:F2} s"
        );
        Say($"run {run}: {(atEnd ? "killed at its end" : moment)}, {(isSame ? "same" : $"DIFFERENT: {actual}")}");
        if (!isSame)
        {
            Say($"  last output: {resumed.Output}{resumed.Error}");
        }
        return isSame;
    }

    ProcessCommand Import(TempFolder folder) =>
        new(program, "import", file, "--to", Target(folder), "--rejects", folder.File(RejectsName), "--quiet")
        {
            Timeout = timeout,
            WorkingFolder = folder.Path,
        };

    ProcessCommand Resume(TempFolder folder) =>
        new(program, "jobs", "resume", "--to", Target(folder)) { Timeout = timeout, WorkingFolder = folder.Path };

    static async Task AppearsAsync(string path, CancellationToken cancellationToken)
    {
        while (!File.Exists(path))
        {
            await Task.Delay(pause, cancellationToken);
        }
    }

    static string Target(TempFolder folder) => "sqlite:" + folder.File(StoreName);

    static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

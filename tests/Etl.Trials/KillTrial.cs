using System.Diagnostics;
using System.Globalization;
using Etl.Testing;

namespace Etl.Trials;

/// <summary>
/// Promise: after <c>kill -9</c> at any moment, resuming ends in the same store and the same rejects as an undisturbed run.
/// The moments are uniform over the undisturbed run's time; every third run is killed once more while it resumes.
/// </summary>
sealed class KillTrial(string program, string file, Random random)
{
    const string StoreName = "contacts.db";
    const string RejectsName = "rejects.csv";

    static readonly TimeSpan timeout = TimeSpan.FromMinutes(10);

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        using var reference = new TempFolder();
        var watch = Stopwatch.StartNew();
        var undisturbed = await ProcessRunner.RunAsync(Import(reference), cancellationToken);
        var duration = watch.Elapsed;
        var expected = StoreState.Read(reference, StoreName, RejectsName);
        Say($"undisturbed: exit {undisturbed.ExitCode}, {duration.TotalSeconds:F1} s, {expected}");
        var differences = 0;
        var counts = new KillCounts();
        for (var run = 0; run < times; run++)
        {
            differences += await RunOnceAsync(run, duration, expected, counts, cancellationToken) ? 0 : 1;
        }
        Say($"{times} runs: {counts}, {differences} differences");
        return differences == 0 ? 0 : 1;
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
        var first = await ProcessRunner.RunAsync(Import(folder).KilledAfter(delay), cancellationToken);
        counts.Killed += first.IsKilled ? 1 : 0;
        if (run % 3 == 2)
        {
            var second = await ProcessRunner.RunAsync(
                Resume(folder).KilledAfter(duration * random.NextDouble()),
                cancellationToken
            );
            counts.KilledTwice += second.IsKilled ? 1 : 0;
        }
        var resumed = await ProcessRunner.RunAsync(Resume(folder), cancellationToken);
        if (resumed.ExitCode != 0)
        {
            // Killed before the job was entered into the ledger: there is nothing to resume, the user simply starts again.
            counts.StartedAgain++;
            resumed = await ProcessRunner.RunAsync(Import(folder), cancellationToken);
        }
        var actual = StoreState.Read(folder, StoreName, RejectsName);
        var isSame = actual == expected;
        Say($"run {run}: killed after {delay.TotalSeconds:F2} s, {(isSame ? "same" : $"DIFFERENT: {actual}")}");
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

    static string Target(TempFolder folder) => "sqlite:" + folder.File(StoreName);

    static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

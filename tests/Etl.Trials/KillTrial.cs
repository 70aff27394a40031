using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>
/// Promise: after <c>kill -9</c> at any moment, resuming ends in the same store and the same rejects as an undisturbed run.
/// The moments are uniform over the undisturbed run's time. Of three runs one is killed once more while it resumes, and of four
/// runs one is killed while it completes: as soon as the rejects get their name, before the job is entered as done.
/// </summary>
sealed class KillTrial(TrialImport import, ITrialStore store, Random random, TextWriter output)
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(1);

    readonly KillCounts counts = new();

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        var (duration, expected) = await import.RunUndisturbedAsync(store, output, cancellationToken);
        var differences = 0;
        for (var run = 0; run < times; run++)
        {
            differences += await RunOnceAsync(run, duration, expected, cancellationToken) ? 0 : 1;
        }
        Say($"{times} runs: {counts}, {differences} differences");
        return differences == 0 ? 0 : 1;
    }

    async Task<bool> RunOnceAsync(int run, TimeSpan duration, StoreState expected, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var target = await store.CreateAsync(folder, cancellationToken);
        var delay = duration * random.NextDouble();
        var atEnd = run % 4 == 3;
        var command = import.Import(folder, target);
        var first = await ProcessRunner.RunAsync(
            atEnd
                ? command with
                {
                    KillWhen = token => AppearsAsync(TrialImport.Rejects(folder), token),
                }
                : command.KilledAfter(delay),
            cancellationToken
        );
        counts.Killed += first.IsKilled ? 1 : 0;
        counts.KilledAtEnd += first.IsKilled && atEnd ? 1 : 0;
        if (run % 3 == 1)
        {
            var left = (atEnd ? duration : duration - delay) * random.NextDouble();
            var second = await ProcessRunner.RunAsync(
                import.Resume(folder, target).KilledAfter(left),
                cancellationToken
            );
            counts.KilledTwice += second.IsKilled ? 1 : 0;
        }
        var resumed = await ResumeAsync(folder, target, cancellationToken);
        var actual = await TrialImport.StateAsync(folder, target, cancellationToken);
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

    async Task<ProcessResult> ResumeAsync(TempFolder folder, ITrialTarget target, CancellationToken cancellationToken)
    {
        var resumed = await ProcessRunner.RunAsync(import.Resume(folder, target), cancellationToken);
        if (await target.HasJobAsync(cancellationToken))
        {
            return resumed;
        }
        // Killed before the job was entered into the ledger: there is nothing to resume, the user simply starts again.
        counts.StartedAgain++;
        return await ProcessRunner.RunAsync(import.Import(folder, target), cancellationToken);
    }

    static async Task AppearsAsync(string path, CancellationToken cancellationToken)
    {
        while (!File.Exists(path))
        {
            await Task.Delay(pause, cancellationToken);
        }
    }

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

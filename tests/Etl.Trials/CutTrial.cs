using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>
/// Promise: a connection cut at any step of the protocol loses no row and doubles none. The steps take turns, the occurrence at
/// which each is cut is uniform over those of an undisturbed run; of three runs one is cut a second time, and one of five goes to
/// a table whose constraint refuses rows. The client says that a COPY failed when it is interrupted, so for that step it is, at
/// a random moment.
/// </summary>
sealed class CutTrial(TrialImport import, PostgresServer server, Random random, TextWriter output)
{
    /// <summary>The steps that take turns. Default: all.</summary>
    public IReadOnlyList<PostgresStep> Steps { get; init; } = Enum.GetValues<PostgresStep>();

    CutTable? refusing;
    int made;
    int recovered;
    int resumed;
    int startedAgain;

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        var plain = await CutTable.MeasureAsync(import, new PostgresTables(server), Port, output, cancellationToken);
        var differences = 0;
        for (var run = 0; run < times; run++)
        {
            var step = Steps[run % Steps.Count];
            var table = run % 5 == 4 ? await RefusingAsync(cancellationToken) : plain;
            differences += await RunOnceAsync(run, step, table, cancellationToken) ? 0 : 1;
        }
        Say(
            $"{times} runs: {made} cuts, {recovered} runs went on by themselves, {resumed} resumed, {startedAgain} started again, {differences} differences"
        );
        return differences == 0 ? 0 : 1;
    }

    int Port => server.Cluster!.Port;

    async Task<CutTable> RefusingAsync(CancellationToken cancellationToken) =>
        refusing ??= await CutTable.MeasureAsync(
            import,
            new PostgresTables(server, PostgresTables.Refusing),
            Port,
            output,
            cancellationToken
        );

    async Task<bool> RunOnceAsync(int run, PostgresStep step, CutTable table, CancellationToken cancellationToken)
    {
        var isInterrupted = step == PostgresStep.CopyFail;
        List<PostgresCut> cuts = [new(step, 1 + random.Next(table.Count(step)))];
        var again = Steps[random.Next(Steps.Count)];
        if (run % 3 == 2 && table.Count(again) > 0)
        {
            cuts.Add(new PostgresCut(again, 1 + random.Next(Math.Max(1, table.Count(again) / 2))));
        }
        await using var proxy = PostgresProxy.Start(Port, cuts);
        using var folder = new TempFolder();
        await using var target = await table.Tables.Behind(proxy).CreateAsync(folder, cancellationToken);
        var command = isInterrupted
            ? import.InterruptedImport(folder, target, table.Duration * random.NextDouble())
            : import.Import(folder, target);
        var first = await ProcessRunner.RunAsync(command, cancellationToken);
        var end = await import.FinishAsync(first, folder, target, cancellationToken);
        var actual = await TrialImport.StateAsync(folder, target, cancellationToken);
        var isSame = actual == table.Expected && end.Last.ExitCode == 0;
        var cutCount = cuts.Count - proxy.CutsLeft;
        Count(cutCount, end);
        var how =
            end.Resumed > 0 ? "resumed"
            : end.StartedAgain > 0 ? "started again"
            : "went on by itself";
        var where = string.Join(" and ", cuts.Take(cutCount).Select(cut => $"{cut.Step} {cut.Number}"));
        Say(
            $"run {run}: {(isInterrupted ? "interrupted, " : "")}cut at {(cutCount == 0 ? "nothing" : where)}, {how}, {(isSame ? "same" : $"DIFFERENT: {actual}")}"
        );
        if (!isSame)
        {
            Say($"  first: {first}\n  last: {end.Last}");
        }
        return isSame;
    }

    void Count(int cutCount, TrialEnd end)
    {
        made += cutCount;
        resumed += end.Resumed > 0 ? 1 : 0;
        startedAgain += end.Resumed == 0 && end.StartedAgain > 0 ? 1 : 0;
        recovered += cutCount > 0 && end.Resumed + end.StartedAgain == 0 ? 1 : 0;
    }

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

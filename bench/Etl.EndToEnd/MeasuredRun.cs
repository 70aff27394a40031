using Etl.Core.Diagnostics;
using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>What one run of the program cost.</summary>
/// <param name="Seconds">Wall clock of the whole process, start-up included.</param>
/// <param name="CpuSeconds">User and system time of the process.</param>
/// <param name="PeakBytes">Largest resident size.</param>
/// <param name="Report">The job's own report.</param>
sealed record MeasuredRun(double Seconds, double CpuSeconds, long PeakBytes, RunReport Report)
{
    /// <summary>Name of the report in the folder of a run.</summary>
    public const string ReportName = "report.json";

    static readonly TimeSpan timeout = TimeSpan.FromHours(1);

    /// <summary>Runs the program under GNU time.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, which write the report.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<MeasuredRun> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        TempFolder folder,
        CancellationToken cancellationToken
    )
    {
        var process = await TimedProcess.RunAsync([program, .. arguments], folder, cancellationToken);
        var json = await File.ReadAllTextAsync(folder.File(ReportName), cancellationToken);
        return new MeasuredRun(process.Seconds, process.CpuSeconds, process.PeakBytes, RunReportJson.Read(json)!);
    }

    /// <summary>Runs a program to its end, whose cost does not count; throws <see cref="InvalidOperationException"/> when it fails.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ProcessResult> RunPlainAsync(
        IReadOnlyList<string> words,
        CancellationToken cancellationToken
    )
    {
        var command = new ProcessCommand(words[0], [.. words.Skip(1)]) { Timeout = timeout };
        var result = await ProcessRunner.RunAsync(command, cancellationToken);
        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException($"'{string.Join(' ', words.Take(2))} …' ended with {result}");
    }
}

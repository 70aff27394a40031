using System.Globalization;
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

    /// <summary>GNU time, which measures the process that it starts.</summary>
    const string Timer = "/usr/bin/time";
    const int BytesPerKilobyte = 1024;

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
        if (!File.Exists(Timer))
        {
            throw new InvalidOperationException($"{Timer} is not there; install GNU time (the package 'time').");
        }
        var times = folder.File("times");
        await RunPlainAsync([Timer, "-f", "%e %U %S %M", "-o", times, program, .. arguments], cancellationToken);
        var words = (await File.ReadAllTextAsync(times, cancellationToken)).Split();
        double Number(int index) => double.Parse(words[index], CultureInfo.InvariantCulture);
        var json = await File.ReadAllTextAsync(folder.File(ReportName), cancellationToken);
        return new MeasuredRun(
            Number(0),
            Number(1) + Number(2),
            (long)Number(3) * BytesPerKilobyte,
            RunReportJson.Read(json)!
        );
    }

    /// <summary>Runs a program whose cost does not count.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task RunPlainAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var command = new ProcessCommand(words[0], [.. words.Skip(1)]) { Timeout = timeout };
        var result = await ProcessRunner.RunAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', words.Take(2))} …' ended with {result}");
        }
    }
}

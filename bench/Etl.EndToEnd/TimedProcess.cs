using System.Globalization;
using Etl.Testing;

namespace Etl.EndToEnd;

/// <summary>What one process cost, as GNU time tells it.</summary>
/// <param name="Seconds">Wall clock from start to end, in hundredths.</param>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="PeakBytes">Largest resident size.</param>
/// <param name="Error">What it wrote on standard error.</param>
sealed record TimedProcess(double Seconds, double CpuSeconds, long PeakBytes, string Error)
{
    /// <summary>GNU time, which measures the process that it starts.</summary>
    public const string Timer = "/usr/bin/time";

    const int BytesPerKilobyte = 1024;

    /// <summary>Runs a program under GNU time. Throws <see cref="InvalidOperationException"/> when it fails, or the timer is missing.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<TimedProcess> RunAsync(
        IReadOnlyList<string> words,
        TempFolder folder,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(Timer))
        {
            throw new InvalidOperationException($"{Timer} is not there; install GNU time (the package 'time').");
        }
        var times = folder.File("times");
        var result = await MeasuredRun.RunPlainAsync(
            [Timer, "-f", "%e %U %S %M", "-o", times, .. words],
            cancellationToken
        );
        var numbers = (await File.ReadAllTextAsync(times, cancellationToken)).Split();
        double Number(int index) => double.Parse(numbers[index], CultureInfo.InvariantCulture);
        return new TimedProcess(Number(0), Number(1) + Number(2), (long)Number(3) * BytesPerKilobyte, result.Error);
    }
}

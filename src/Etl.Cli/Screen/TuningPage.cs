using System.Globalization;
using Etl.Jobs.Options;
using Etl.Jobs.Tuning;

namespace Etl.Cli.Screen;

/// <summary>What <c>etl bench</c> prints: a line for each value when it was tried, then what is best.</summary>
sealed class TuningPage(TextWriter output)
{
    string? setting;

    /// <summary>Prints a value that was tried.</summary>
    public void Add(TuningTrial trial)
    {
        if (trial.Setting != setting)
        {
            setting = trial.Setting;
            output.WriteLine();
            output.WriteLine($"{setting}");
        }
        var value = Figures.Count(trial.Value) + (trial.IsDefault ? " (default)" : "");
        output.WriteLine(
            $"  {value, -20} {Figures.Time(trial.Seconds), 8} {Figures.Count(trial.RowsPerSecond), 12} rows/s {ByteSize.Describe(trial.BytesPerSecond), 10}/s  bottleneck: {trial.Bottleneck}"
        );
    }

    /// <summary>Prints what is best.</summary>
    public static void WriteEnd(TuningReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(
            $"Each value ran {Figures.Plural(report.Repeats, "time")} on {Figures.Plural(report.Rows, "record")}; the median counts. The bottleneck is {report.Bottleneck}."
        );
        if (report.Best == new TuningSettings())
        {
            output.WriteLine("Nothing was faster than the defaults by 3 % or more.");
            return;
        }
        var speedup = report.Speedup.ToString("0.00", CultureInfo.InvariantCulture);
        output.WriteLine($"The fastest settings took the time of the defaults divided by {speedup}:");
        output.WriteLine($"  {report.Command}");
    }
}

using System.Globalization;
using System.Text;

namespace Etl.EndToEnd.Scaling;

/// <summary>The figures as tables in Markdown: measured, the stages, simulated.</summary>
static class ScalingTable
{
    const double Megabyte = 1e6;
    const int Kibibyte = 1024;

    public static string Write(ScalingFigures figures)
    {
        var text = new StringBuilder();
        AddMeasured(text, figures);
        AddStages(text, figures);
        AddPredictions(text, figures);
        return text.ToString();
    }

    static void AddMeasured(StringBuilder text, ScalingFigures figures)
    {
        var profile = figures.Profile;
        Line(
            text,
            $"{profile.Bytes / Megabyte:F0} MB, {profile.Rows} rows: `clean`, duplicates removed, CSV to CSV, without a report"
        );
        Line(
            text,
            $"(for which the input would be digested). Medians of {figures.Runs}, run in alternation, pinned with `taskset`;"
        );
        Line(text, $"wall clock of the whole process.\n");
        Line(
            text,
            $"| processors | workers | s | least | CPU s | rows/s | speed-up | predicted s | predicted / measured |"
        );
        Line(text, $"| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var run in figures.Measured)
        {
            Line(
                text,
                $"| {run.Setup.Processors} | {run.Setup.Workers} | {run.Seconds:F2} | {run.SecondsLeast:F2} | {run.CpuSeconds:F2} | {run.RowsPerSecond:F0} | {figures.Measured[0].Seconds / run.Seconds:F2} | {run.PredictedSeconds:F2} | {run.PredictedRatio:F2} |"
            );
        }
        foreach (var reason in figures.Skipped)
        {
            Line(text, $"\n- {reason}");
        }
    }

    static void AddStages(StringBuilder text, ScalingFigures figures)
    {
        var profile = figures.Profile;
        Line(
            text,
            $"\nThe stages, as the job with {figures.StagesOf} tells them (`--verbose`), where tasks wait for processors the least;"
        );
        Line(
            text,
            $"that waiting would count as work. They are {profile.SumSeconds:F2} s together, the CPU time of the process is {figures.StagesCpuSeconds:F2} s.\n"
        );
        Line(text, $"| task | stages | how many | s |");
        Line(text, $"| --- | --- | ---: | ---: |");
        Line(text, $"| read | read | 1 | {profile.ReadSeconds:F3} |");
        Line(text, $"| workers | parse, normalize, validate, keys, encode | N | {profile.WorkSeconds:F3} |");
        Line(text, $"| decisions | dedupe | 1 | {profile.DecideSeconds:F3} |");
        Line(text, $"| write | sink | 1 | {profile.WriteSeconds:F3} |");
        Line(text, $"| once | start, opening, completing, end | – | {profile.OnceSeconds:F3} |");
    }

    static void AddPredictions(StringBuilder text, ScalingFigures figures)
    {
        Line(
            text,
            $"\nSimulated from them, N workers on N processors, in the batches that the product makes for N workers. What the simulation does"
        );
        Line(
            text,
            $"not know: memory and caches that processors share, two of them in one core, and disks that are slower than here.\n"
        );
        Line(
            text,
            $"| N | batches | KiB each | predicted s | rows/s | speed-up | of the pipeline alone | bottleneck | busy |"
        );
        Line(text, $"| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |");
        var one = figures.Predictions[0];
        foreach (var run in figures.Predictions)
        {
            Line(
                text,
                $"| {run.Workers} | {run.PoolSize} | {run.BlockBytes / Kibibyte} | {run.Seconds:F2} | {run.RowsPerSecond:F0} | {one.Seconds / run.Seconds:F2} | {one.PipelineSeconds / run.PipelineSeconds:F2} | {run.Bottleneck} | {100 * run.BusyShare:F0} % |"
            );
        }
    }

    static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

using System.Globalization;
using System.Text;

namespace Etl.EndToEnd;

/// <summary>The figures as tables in Markdown: the jobs, then the stages of each.</summary>
static class JobTable
{
    const double Megabyte = 1e6;

    public static string Write(IReadOnlyList<JobFigures> jobs, int runs)
    {
        var text = new StringBuilder();
        Line(text, $"Medians of {runs}, run in alternation; wall clock of the whole process.");
        text.Append('\n');
        text.Append("| job | work | rows | s | least | rows/s | MB/s | CPU s | peak MB |\n");
        text.Append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var job in jobs)
        {
            var speed = job.Bytes == 0 ? "–" : Fixed($"{job.BytesPerSecond / Megabyte:F0}");
            Line(
                text,
                $"| {job.Name} | {job.What} | {job.Rows} | {job.Seconds:F2} | {job.SecondsLeast:F2} | {job.RowsPerSecond:F0} | {speed} | {job.CpuSeconds:F2} | {job.PeakBytes / Megabyte:F0} |"
            );
        }
        text.Append("\nSeconds of work and of waiting by stage, summed over its tasks:\n\n");
        AddStages(text, jobs);
        return text.ToString();
    }

    static void AddStages(StringBuilder text, IReadOnlyList<JobFigures> jobs)
    {
        string[] stages =
        [
            .. jobs.OrderByDescending(job => job.Stages.Count)
                .SelectMany(job => job.Stages)
                .Select(stage => stage.Name)
                .Distinct(StringComparer.Ordinal),
        ];
        Line(text, $"| job | {string.Join(" | ", stages)} | bottleneck |");
        Line(text, $"| --- |{string.Concat(stages.Select(_ => " ---: |"))} --- |");
        foreach (var job in jobs)
        {
            var times = stages.Select(name => job.Stages.FirstOrDefault(stage => stage.Name == name));
            var cells = times.Select(time =>
                time is null ? "–" : Fixed($"{time.BusySeconds:F2} + {time.WaitSeconds:F2}")
            );
            Line(text, $"| {job.Name} | {string.Join(" | ", cells)} | {job.Bottleneck} |");
        }
    }

    static void Line(StringBuilder text, FormattableString line) => text.Append(Fixed(line)).Append('\n');

    static string Fixed(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

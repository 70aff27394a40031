using System.Globalization;
using System.Text.RegularExpressions;
using Etl.Core.Diagnostics;

namespace Etl.EndToEnd.Scaling;

/// <summary>
/// What a job tells of its time with <c>--verbose</c>. The report says the same, but for it a clean digests its input, which others do
/// not pay for.
/// </summary>
/// <param name="Rows">Records read.</param>
/// <param name="Seconds">From the pipeline's start to its end.</param>
/// <param name="Stages">Time of each stage, summed over its tasks, in thousandths of a second.</param>
sealed partial record JobTimes(long Rows, double Seconds, IReadOnlyList<StageTime> Stages)
{
    /// <summary>Reads the log; throws <see cref="InvalidOperationException"/> when it does not tell them.</summary>
    public static JobTimes Read(string log)
    {
        var end = JobEnd().Match(log);
        var stages = StageEnd().Matches(log);
        return end.Success && stages.Count > 0
            ? new JobTimes(
                long.Parse(end.Groups["rows"].ValueSpan, CultureInfo.InvariantCulture),
                Number(end, "seconds"),
                [
                    .. stages.Select(stage => new StageTime(
                        stage.Groups["name"].Value,
                        Number(stage, "busy"),
                        Number(stage, "waited")
                    )),
                ]
            )
            : throw new InvalidOperationException("The program's log tells no times of stages; is it a newer one?");
    }

    static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"stage (?<name>\S+): busy (?<busy>[0-9.]+) s, waited (?<waited>[0-9.]+) s",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex StageEnd();

    [GeneratedRegex(@": read (?<rows>[0-9]+), .*; (?<seconds>[0-9.]+) s, bottleneck", RegexOptions.NonBacktracking)]
    private static partial Regex JobEnd();
}

namespace Etl.EndToEnd;

/// <summary>What cutting a file into fields costs against counting its lines; times are medians in seconds.</summary>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Rows">Rows that were cut.</param>
/// <param name="Fields">Fields that were cut.</param>
/// <param name="Runs">How often each was run.</param>
/// <param name="Seconds">Reading, cutting into blocks and cutting these into fields, in one thread.</param>
/// <param name="ReadSeconds">The part of it that reading took.</param>
/// <param name="CutSeconds">The part that finding the last row end of each block took, quotes considered.</param>
/// <param name="WcSeconds">The process <c>wc -l</c>, from start to end.</param>
sealed record TokenizerFigures(
    long Bytes,
    long Rows,
    long Fields,
    int Runs,
    double Seconds,
    double ReadSeconds,
    double CutSeconds,
    double WcSeconds
)
{
    /// <summary>Most that tokenizing may take.</summary>
    public const double RatioMax = 2.5;

    /// <summary>Time against that of <c>wc -l</c>.</summary>
    public double Ratio => Seconds / WcSeconds;

    /// <summary>True when it takes no longer than it may.</summary>
    public bool IsMet => Ratio <= RatioMax;

    /// <summary>A table and the ratio.</summary>
    public string ToMarkdown() =>
        FormattableString.Invariant(
            $"""
            {Bytes
                / 1e6:F0} MB, {Rows} rows, {Fields} fields; medians of {Runs}, run in alternation on one core, the file in the page cache.

            | what | s | GB/s |
            | --- | ---: | ---: |
            | tokenize all fields | {Seconds:F3} | {Bytes / Seconds / 1e9:F2} |
            | – of which reading | {ReadSeconds:F3} | {Bytes / ReadSeconds / 1e9:F2} |
            | – of which cutting into blocks | {CutSeconds:F3} | – |
            | `wc -l` | {WcSeconds:F3} | {Bytes / WcSeconds / 1e9:F2} |

            tokenize / wc: {Ratio:F2} (target ≤ {RatioMax:F2}) {(IsMet ? "met" : "MISSED")}
            """
        );
}

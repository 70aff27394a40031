using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Options;

/// <summary>How many rejected records are accepted before a job counts as gone wrong (<c>--max-rejects</c>).</summary>
/// <param name="Count">A number of records, or null.</param>
/// <param name="Percent">A share of the records read, 0 to 100, or null.</param>
public sealed record RejectLimit(long? Count, double? Percent)
{
    /// <summary>Reads <c>100</c> or <c>2.5%</c>.</summary>
    public static RejectLimit Parse(string text)
    {
        if (
            text.EndsWith('%')
            && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
        )
        {
            return new RejectLimit(null, percent);
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return new RejectLimit(count, null);
        }
        throw new JobException(
            $"--max-rejects was given '{text}'; expected a number of records or a share from 0% to 100%, for example --max-rejects 100 or --max-rejects 2%."
        );
    }

    /// <summary>True when a job that ended with these buckets went over the limit.</summary>
    public bool IsExceeded(long rejected, long read) =>
        rejected > Count || (Percent is { } percent && rejected * 100.0 > percent * read);

    /// <summary>
    /// True when a job is over the limit: a number is final as soon as it is passed, a share only when all records are read.
    /// </summary>
    public bool IsOver(RowTotals rows, bool isFinal) =>
        (isFinal || Count is not null) && IsExceeded(rows.Rejected, rows.Read);

    /// <inheritdoc/>
    public override string ToString() =>
        Count is { } count
            ? count.ToString(CultureInfo.InvariantCulture)
            : $"{(Percent ?? 0).ToString("R", CultureInfo.InvariantCulture)}%";
}

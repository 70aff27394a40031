using System.Globalization;
using System.Text;

namespace Etl.Datasets.Generation;

/// <summary>Counts of what was written.</summary>
sealed class Summary
{
    readonly long[] kinds = new long[Enum.GetValues<RowKind>().Length];

    public long Records { get; private set; }

    public long Blank { get; set; }

    public long Bytes { get; set; }

    public long TruthBytes { get; set; }

    public long Inserted =>
        this[RowKind.Person] + this[RowKind.Household] + this[RowKind.ShortRow] + this[RowKind.BadEmail];

    public long Duplicate => this[RowKind.DuplicateByEmail] + this[RowKind.DuplicateByPhone];

    public long Rejected => Records - Inserted - Duplicate;

    public long this[RowKind kind] => kinds[(int)kind];

    public void Count(RowKind kind)
    {
        kinds[(int)kind]++;
        Records++;
    }

    /// <summary>One line of JSON with the counts per bucket and code, and the time taken.</summary>
    public string ToJson(TimeSpan elapsed)
    {
        var invariant = CultureInfo.InvariantCulture;
        var line = new StringBuilder();
        line.Append(invariant, $"{{\"records\":{Records},\"inserted\":{Inserted},\"duplicate\":{Duplicate}");
        line.Append(invariant, $",\"duplicateByEmail\":{this[RowKind.DuplicateByEmail]}");
        line.Append(invariant, $",\"duplicateByPhone\":{this[RowKind.DuplicateByPhone]},\"rejected\":{Rejected}");
        foreach (var kind in Enum.GetValues<RowKind>())
        {
            if (RowCode.Of(kind) is { Length: > 0 } code)
            {
                line.Append(invariant, $",\"{Encoding.UTF8.GetString(code)}\":{this[kind]}");
            }
        }
        line.Append(invariant, $",\"household\":{this[RowKind.Household]},\"blankRows\":{Blank}");
        line.Append(invariant, $",\"bytes\":{Bytes},\"truthBytes\":{TruthBytes}");
        line.Append(invariant, $",\"seconds\":{elapsed.TotalSeconds:F3}");
        line.Append(invariant, $",\"rowsPerSecond\":{Records / Math.Max(elapsed.TotalSeconds, 1e-9):F0}}}");
        return line.ToString();
    }
}

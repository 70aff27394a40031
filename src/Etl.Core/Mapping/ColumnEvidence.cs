using System.Text;
using Etl.Core.Batches;
using Etl.Core.KnownFormats;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>What the sample values of one column look like. Counts of values; one value may count for several looks.</summary>
public sealed class ColumnEvidence
{
    /// <summary>Fewer values than this prove nothing.</summary>
    public const int ValuesMin = 3;

    /// <summary>Most of <see cref="Texts"/>.</summary>
    public const int TextsMax = 64;

    const int ShapesMax = 3;

    readonly List<string> shapes = [];
    readonly List<string> texts = [];

    /// <summary>Values seen, empty ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Values that are empty or a placeholder such as <c>n/a</c>.</summary>
    public int EmptyCount { get; private set; }

    /// <summary>Values that are neither empty nor a placeholder.</summary>
    public int FilledCount => Count - EmptyCount;

    /// <summary>Values that look like an e-mail address.</summary>
    public int EmailCount { get; private set; }

    /// <summary>Values that look like a phone number.</summary>
    public int PhoneCount { get; private set; }

    /// <summary>Values that look like a date.</summary>
    public int DateCount { get; private set; }

    /// <summary>Values that look like a web address.</summary>
    public int UrlCount { get; private set; }

    /// <summary>Values that could be a country's name or code.</summary>
    public int CountryCount { get; private set; }

    /// <summary>Values that are a number.</summary>
    public int NumberCount { get; private set; }

    /// <summary>Values that are a word for the state of something (<c>active</c>, <c>closed</c>).</summary>
    public int StatusCount { get; private set; }

    /// <summary>Values with a digit in them.</summary>
    public int DigitCount { get; private set; }

    /// <summary>Values of several words.</summary>
    public int SeveralWordsCount { get; private set; }

    /// <summary>Values that end like the name of a company (<c>Ltd</c>, <c>GmbH</c>, <c>公司</c>).</summary>
    public int OrganizationCount { get; private set; }

    /// <summary>Values that are a mobile number of China: eleven digits that begin with 13 to 19, with or without +86.</summary>
    public int ChineseMobileCount { get; private set; }

    /// <summary>At most three different shapes of values with the characters hidden, for example <c>Aaaa 99</c>.</summary>
    public IReadOnlyList<string> Shapes => shapes;

    /// <summary>True for a column of names that a program's users give to fields of their own. Default: false.</summary>
    public bool HoldsNames { get; init; }

    /// <summary>The different values of a column of such names, at most <see cref="TextsMax"/>; empty for all others.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The evidence of each column of a parsed sample, whatever its layout maps.</summary>
    public static IReadOnlyList<ColumnEvidence> Of(RecordBatch sample)
    {
        var columns = sample
            .Layout.Columns.Take(sample.Layout.SourceColumnCount)
            .Select(column => new ColumnEvidence { HoldsNames = FormatCatalog.HoldsNames(column.Header) })
            .ToArray();
        for (var row = 0; row < sample.RowCount; row++)
        {
            for (var column = 0; column < columns.Length && sample.IsPending(row); column++)
            {
                columns[column].Add(sample.Value(row, column));
            }
        }
        return columns;
    }

    /// <summary>Takes one more UTF-8 value into account.</summary>
    public void Add(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    /// <summary>Takes one more value into account.</summary>
    public void Add(string value)
    {
        Count++;
        if (ValueShape.IsEmpty(value))
        {
            EmptyCount++;
            return;
        }
        var facts = ValueFacts.Of(value);
        EmailCount += facts.HasAt ? 1 : 0;
        PhoneCount += ValueShape.IsPhone(value, facts) ? 1 : 0;
        DateCount += ValueShape.IsDate(value, facts) ? 1 : 0;
        UrlCount += ValueShape.IsUrl(value, facts) ? 1 : 0;
        CountryCount += ValueShape.IsCountry(value, facts) ? 1 : 0;
        NumberCount += ValueShape.IsNumber(value, facts) ? 1 : 0;
        StatusCount += ValueShape.IsStatus(value) ? 1 : 0;
        DigitCount += facts.HasAsciiDigit ? 1 : 0;
        SeveralWordsCount += value.AsSpan().Trim().Contains(' ') ? 1 : 0;
        OrganizationCount += ValueShape.IsOrganization(value) ? 1 : 0;
        ChineseMobileCount += ValueShape.IsChineseMobile(value, facts) ? 1 : 0;
        AddShape(value);
        if (HoldsNames && texts.Count < TextsMax && !texts.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            texts.Add(value);
        }
    }

    /// <summary>True when there are enough values to judge and not one could be a value of that kind.</summary>
    internal bool Contradicts(FieldKind kind) => FilledCount >= ValuesMin && LikeCount(kind) == 0;

    /// <summary>True when most values are words for a status, which no state or province is.</summary>
    internal bool IsMostlyStatus => FilledCount > 0 && 2 * StatusCount >= FilledCount;

    /// <summary>True when most values have several words.</summary>
    internal bool IsMostlySeveralWords => FilledCount > 0 && 2 * SeveralWordsCount > FilledCount;

    /// <summary>True when most values are names of companies.</summary>
    internal bool IsMostlyOrganizations => FilledCount > 0 && 2 * OrganizationCount > FilledCount;

    /// <summary>True when there are enough values and most are mobile numbers of China.</summary>
    internal bool IsMostlyChineseMobiles => FilledCount >= ValuesMin && 2 * ChineseMobileCount > FilledCount;

    int LikeCount(FieldKind kind) =>
        kind switch
        {
            FieldKind.Email => EmailCount,
            FieldKind.Phone => PhoneCount,
            FieldKind.Date or FieldKind.Timestamp => DateCount,
            FieldKind.Url => UrlCount,
            FieldKind.Country => CountryCount,
            FieldKind.PostalCode => DigitCount,
            _ => FilledCount,
        };

    void AddShape(string value)
    {
        if (
            shapes.Count < ShapesMax
            && ValueShape.Mask(value) is var shape
            && !shapes.Contains(shape, StringComparer.Ordinal)
        )
        {
            shapes.Add(shape);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Etl.Core.Mapping;

namespace Etl.Core.KnownFormats;

/// <summary>The contact files that Etl knows by their headers; the content is the embedded file <c>formats.txt</c>.</summary>
public static class FormatCatalog
{
    /// <summary>Fewer distinctive headers than this prove nothing.</summary>
    public const int FoundMin = 3;

    /// <summary>Share of the distinctive headers that must be there.</summary>
    public const double ScoreMin = 0.6;

    const string Resource = "Etl.Core.KnownFormats.formats.txt";

    static readonly Lazy<IReadOnlyList<ContactFormat>> all = new(Load);

    /// <summary>All formats.</summary>
    public static IReadOnlyList<ContactFormat> All => all.Value;

    /// <summary>The format of that name, case ignored; null when there is none.</summary>
    public static ContactFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The format whose distinctive headers are there, wherever they stand: the one with the largest share of them, at least 60 % and
    /// three; null when there is none.
    /// </summary>
    public static FormatMatch? Recognise(IReadOnlyList<string> headers)
    {
        var names = headers.Select(Normalize).ToHashSet(StringComparer.Ordinal);
        return All.Where(format => format.Must is not { } must || names.Contains(Normalize(must)))
            .Select(format => new FormatMatch(
                format,
                [.. format.Distinctive.Where(header => names.Contains(Normalize(header)))]
            ))
            .Where(match => match.Found.Count >= FoundMin && match.Score >= ScoreMin)
            .OrderByDescending(match => match.Score)
            .ThenByDescending(match => match.Found.Count)
            .FirstOrDefault();
    }

    /// <summary>The form in which headers are compared: without byte order mark, white space around it, case, and marks for "required".</summary>
    internal static string Normalize(string header) =>
        HeaderName.WithoutRemarks(header.Trim('\uFEFF', ' ', '\t', '\u00A0').ToLowerInvariant()).Trim('*', ' ');

    /// <summary>
    /// The column of a format that a normalized header is, and its number when it is numbered (0 otherwise); null when it is none.
    /// </summary>
    internal static (FormatColumn Column, int Number)? FindColumn(
        IReadOnlyDictionary<string, FormatColumn> columns,
        string normalized
    )
    {
        if (columns.TryGetValue(normalized, out var found))
        {
            return (found, 0);
        }
        var start = normalized.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return null;
        }
        var end = start;
        while (end < normalized.Length && char.IsAsciiDigit(normalized[end]))
        {
            end++;
        }
        var pattern = normalized[..start] + FormatColumn.Number + normalized[end..];
        return
            columns.TryGetValue(pattern, out var group)
            && int.TryParse(normalized.AsSpan(start, end - start), CultureInfo.InvariantCulture, out var number)
            ? (group, number)
            : null;
    }

    /// <summary>The columns of a format by their normalized headers, other versions included.</summary>
    internal static IReadOnlyDictionary<string, FormatColumn> ColumnsOf(ContactFormat format)
    {
        var columns = new Dictionary<string, FormatColumn>(StringComparer.Ordinal);
        foreach (var column in format.Columns)
        {
            columns.TryAdd(Normalize(column.Header), column);
        }
        foreach (var column in format.Columns)
        {
            foreach (var other in column.Others)
            {
                columns.TryAdd(Normalize(other), column);
            }
        }
        return columns;
    }

    static IReadOnlyList<ContactFormat> Load()
    {
        var stream = typeof(FormatCatalog).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new UnreachableException($"{Resource} is not embedded."));
        return FormatText.Read(reader);
    }
}

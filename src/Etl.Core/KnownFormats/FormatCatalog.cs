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

    /// <summary>Share of a file's headers that must be columns of the format when the file has a part of them only.</summary>
    public const double KnownShareMin = 0.75;

    /// <summary>The same for a program that takes fields of the user's own, each as a column.</summary>
    public const double KnownShareMinOfOpen = 0.5;

    /// <summary>Named headers from which on a file is large enough to be told by nearly all of them.</summary>
    public const int LargeMin = 20;

    /// <summary>Share of a large file's headers that leaves no other program; then any <see cref="FoundMin"/> of the format's telling headers prove it.</summary>
    public const double KnownShareOfLarge = 0.9;

    const string Resource = "Etl.Core.KnownFormats.formats.txt";

    static readonly Lazy<IReadOnlyList<ContactFormat>> all = new(Load);
    static readonly Lazy<IReadOnlyDictionary<string, FormatColumn>> names = new(() =>
        All.SelectMany(format => format.Columns)
            .Where(column => column.Rule is { IsOther: true, Part: "name" })
            .DistinctBy(column => Normalize(column.Header))
            .ToDictionary(column => Normalize(column.Header), StringComparer.Ordinal)
    );

    /// <summary>All formats.</summary>
    public static IReadOnlyList<ContactFormat> All => all.Value;

    /// <summary>The format of that name, case ignored; null when there is none.</summary>
    public static ContactFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The format whose distinctive headers are there, wherever they stand: the one with the largest share of them, at least 60 % and
    /// three. Without such a one, the format whose part the headers are (<see cref="ContactFormat.Own"/>): enough of its own ones, and three quarters of
    /// all headers (half of them where it takes fields of the user's own), or at least <see cref="LargeMin"/> headers of which nine in ten are its columns;
    /// null when there is none. Where the program's files are called after the consent
    /// of their contacts (<see cref="ContactFormat.HasConsentFiles"/>), the name of the file must say so, too, and its headers may be common ones.
    /// </summary>
    /// <param name="headers">The headers.</param>
    /// <param name="file">Name or path of the file; null when it has none.</param>
    public static FormatMatch? Recognise(IReadOnlyList<string> headers, string? file = null)
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
                .FirstOrDefault()
            ?? RecognisePart(names, ConsentFiles.IsNamed(file));
    }

    /// <summary>Of several formats the one that knows most of the headers, and the first of those in the file's order.</summary>
    static FormatMatch? RecognisePart(HashSet<string> names, bool isConsentFile)
    {
        var named = names.Count(name => name.Length > 0);
        return All.Where(format =>
                (!format.HasConsentFiles || isConsentFile)
                && (format.Must is not { } must || names.Contains(Normalize(must)))
            )
            .Select(format => FindPart(format, names, named))
            .Where(part => part.Match is not null)
            .OrderByDescending(part => part.Known)
            .FirstOrDefault()
            .Match;
    }

    static (FormatMatch? Match, int Known) FindPart(ContactFormat format, HashSet<string> names, int named)
    {
        var isLarge = named >= LargeMin;
        var found = FindOf(format, isLarge ? format.Own.Union(format.Distinctive) : format.Own, names);
        var foundMin = OwnMinOf(format, names);
        if (found.Count < (isLarge ? Math.Min(FoundMin, foundMin) : foundMin))
        {
            return default;
        }
        var known = CountKnown(format, names);
        var own = isLarge ? FindOf(format, format.Own, names) : found;
        var isProven =
            (isLarge && known >= named * KnownShareOfLarge)
            || (
                format.Own.Count > 0
                && own.Count >= foundMin
                && known >= named * (format.ColumnsMax > 0 ? KnownShareMinOfOpen : KnownShareMin)
            );
        return isProven ? (new FormatMatch(format, found) { IsPart = true }, known) : default;
    }

    static int OwnMinOf(ContactFormat format, HashSet<string> names) =>
        format.IsTranslation && HasField(format, names, "first_name") && HasField(format, names, "last_name")
            ? FoundMin
            : format.OwnMin;

    static bool HasField(ContactFormat format, HashSet<string> names, string field) =>
        format.Columns.Any(column =>
            column.Rule.Name == field
            && (
                names.Contains(Normalize(column.Header)) || column.Others.Any(other => names.Contains(Normalize(other)))
            )
        );

    /// <summary>Those of some headers of the format that are there, under this name or that of another version.</summary>
    static IReadOnlyList<string> FindOf(ContactFormat format, IEnumerable<string> headers, HashSet<string> names) =>
        [
            .. headers.Where(header =>
                names.Contains(Normalize(header))
                || format.Columns.Any(column =>
                    column.Header == header && column.Others.Any(other => names.Contains(Normalize(other)))
                )
            ),
        ];

    static int CountKnown(ContactFormat format, HashSet<string> names)
    {
        var columns = ColumnsOf(format);
        return names.Count(name => name.Length > 0 && FindColumn(columns, name) is not null);
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

    /// <summary>True for the header of a column with names that users of a program give to fields of their own.</summary>
    public static bool HoldsNames(string header) => FindColumn(names.Value, Normalize(header)) is not null;

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

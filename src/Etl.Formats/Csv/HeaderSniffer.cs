using System.Globalization;

namespace Etl.Formats.Csv;

/// <summary>
/// Finds the header: the first row with known names, else the first row of the usual width if it reads like names and not like values.
/// Rows before it (titles, notes) are preamble.
/// </summary>
static class HeaderSniffer
{
    /// <summary>Rows among which the header is looked for.</summary>
    const int PreambleRowsMax = 25;

    /// <summary>Known names that make a row the header, wherever it stands; a title above it may hold a known word or two.</summary>
    const int KnownNamesSure = 3;

    /// <summary>Known names that make a row the header when no row has more.</summary>
    const int KnownNamesMin = 2;

    /// <summary>Looks at the records from <paramref name="offset"/> on.</summary>
    public static HeaderFinding Find(List<CsvSampleRow> rows, int offset, CsvOptions options, List<string> evidence)
    {
        if (rows.Count == 0)
        {
            return new HeaderFinding(null, offset, 0);
        }
        var columns = DialectSniffer.ModalColumns(rows);
        var index = Candidate(rows, columns, options, out var why);
        if (options.HasHeader ?? why is not null || ReadsLikeNames(rows, index))
        {
            evidence.Add(HeaderEvidence(rows, index, options, why));
            return Below(rows, index, evidence);
        }
        evidence.Add(
            options.HasHeader is false
                ? "There is no header, as --no-header says; the columns are column_1, column_2 and so on."
                : "There is no header: the first row already holds values; the columns are column_1, column_2 and so on."
        );
        return new HeaderFinding(null, index == 0 ? offset : rows[index].Offset, columns);
    }

    /// <summary>The header, and the first record behind it and behind the instructions of a template.</summary>
    static HeaderFinding Below(List<CsvSampleRow> rows, int index, List<string> evidence)
    {
        var instructions = InstructionRows.Count(rows, index + 1);
        if (instructions > 0)
        {
            evidence.Add(
                instructions == 1
                    ? "The row below the header only says which columns are required, as templates do, and is skipped."
                    : $"The {instructions.ToString(CultureInfo.InvariantCulture)} rows below the header only say which columns are required, as templates do, and are skipped."
            );
        }
        return new HeaderFinding(rows[index], rows[index + instructions].End, rows[index].FieldCount)
        {
            InstructionRowCount = instructions,
        };
    }

    /// <summary>Unique names: repeated ones get a number, empty ones their position.</summary>
    public static IReadOnlyList<string> Names(CsvSampleRow? header, int columnCount)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new string[columnCount];
        for (var index = 0; index < names.Length; index++)
        {
            var written = header?.Values[index].Trim() ?? "";
            var name =
                written.Length > 0 ? written : string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");
            for (var number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{written} ({number})");
            }
            names[index] = name;
        }
        return names;
    }

    /// <summary>Those of the names that the header does not have like that; none when there is no header.</summary>
    public static IReadOnlyList<string> Renamed(CsvSampleRow? header, IReadOnlyList<string> names) =>
        header is null
            ? []
            : [.. names.Where((name, index) => !name.Equals(header.Values[index], StringComparison.Ordinal))];

    /// <summary>The row that is the header if there is one. <paramref name="why"/> is set when it surely is.</summary>
    static int Candidate(List<CsvSampleRow> rows, int columns, CsvOptions options, out string? why)
    {
        var count = options.PreambleLineCount is null ? Math.Min(rows.Count, PreambleRowsMax) : 1;
        for (var index = 0; index < count; index++)
        {
            if (options.ExpectedHeaders is { } expected && IsExpected(rows[index], expected))
            {
                why = "it equals the header of the earlier run";
                return index;
            }
        }
        var known = new int[count];
        var found = -1;
        for (var index = 0; index < count && found < 0; index++)
        {
            known[index] = rows[index].Values.Count(options.IsKnownHeader);
            found = known[index] >= KnownNamesSure ? index : -1;
        }
        for (var index = 0; index < count && found < 0; index++)
        {
            var isOnly = known[index] == 1 && rows[index].FilledCount == 1 && columns == 1;
            found = known[index] >= KnownNamesMin || isOnly ? index : -1;
        }
        why =
            found < 0
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{known[found]} of its {rows[found].FieldCount} names are known"
                );
        return found < 0 ? FirstOfWidth(rows, columns, count) : found;
    }

    static bool IsExpected(CsvSampleRow row, IReadOnlyList<string> expected) =>
        Names(row, row.FieldCount).SequenceEqual(expected, StringComparer.Ordinal);

    /// <summary>The first row of the usual width; rows before it must be narrower. A header may lack the name of the last column.</summary>
    static int FirstOfWidth(List<CsvSampleRow> rows, int columns, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var width = rows[index].FieldCount;
            if (width >= columns || (index == 0 && width > 1 && width == columns - 1))
            {
                return index;
            }
        }
        return 0;
    }

    static bool ReadsLikeNames(List<CsvSampleRow> rows, int index)
    {
        var header = rows[index];
        var distinct = header
            .Values.Where(value => value.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        return header.FilledCount > 0
            && distinct * 2 > header.FilledCount
            && header.Values.Count(LooksLikeValue) * 3 < header.FilledCount
            && !header.Values.Any(value => value.Contains('@', StringComparison.Ordinal));
    }

    /// <summary>True for numbers, dates, phones, addresses of mail and web: what columns hold and not what they are called.</summary>
    static bool LooksLikeValue(string value)
    {
        var text = value.Trim();
        if (text.Length == 0)
        {
            return false;
        }
        var digits = text.Count(char.IsAsciiDigit);
        return digits * 2 >= text.Length || text.StartsWith("http", StringComparison.OrdinalIgnoreCase);
    }

    static string HeaderEvidence(List<CsvSampleRow> rows, int index, CsvOptions options, string? why)
    {
        why ??=
            options.HasHeader is true ? "as was said"
            : rows.Skip(index + 1).Any(row => row.Values.Any(LooksLikeValue))
                ? "it reads like names, and the rows below hold numbers"
            : "it reads like names; say --no-header if it is a record";
        var place =
            index == 0
                ? "The header is the first row"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The header is row {index + 1}, and the rows before it are skipped"
                );
        return $"{place}: {why}.";
    }
}

using System.Globalization;
using System.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>
/// Finds the grammar of a delimited text: the candidate under which most records have the same number of fields, more than
/// one. Known header names decide between candidates that fit equally well.
/// </summary>
static class DialectSniffer
{
    /// <summary>What one known header name weighs against evenness (a share of 0 … 1).</summary>
    const double KnownHeaderWeight = 0.05;

    const double HeaderFitsWeight = 0.1;

    const double LeftQuotesWeight = 0.1;

    /// <summary>Records with an unclosed quote, and none with a closed one, that make a text without quotes.</summary>
    const int StrayRowsMin = 3;

    /// <summary>Prefers the comma when nothing separates anything.</summary>
    const double CommaWeight = 0.0005;

    /// <summary>
    /// In the order of preference when all else is equal: a comma that comes as evenly as a semicolon is a decimal comma.
    /// </summary>
    static readonly string[] delimiters = ["\t", ";", "|", "，", "^", ","];

    /// <summary>Chooses a grammar for the text from <paramref name="offset"/> on.</summary>
    /// <param name="sample">The text.</param>
    /// <param name="offset">Where the text starts (behind byte order mark and <c>sep=</c> line).</param>
    /// <param name="delimiter">The delimiter when it is already known.</param>
    /// <param name="options">Given choices.</param>
    /// <param name="evidence">Takes one sentence per finding.</param>
    public static CsvSyntax Find(
        CsvSample sample,
        int offset,
        byte[]? delimiter,
        CsvOptions options,
        List<string> evidence
    )
    {
        var candidates = new List<Candidate>();
        foreach (var syntax in Candidates(sample, offset, delimiter, options))
        {
            // What cannot be chosen is not looked at: the usual quote of a delimiter comes before none.
            if (options.Quote is not null || syntax.Quote != 0 || IsWithoutQuotes(syntax, candidates))
            {
                candidates.Add(Judge(sample, offset, syntax, options.IsKnownHeader));
            }
        }
        var best = candidates
            .Where(candidate => options.Quote is not null || IsQuoteEvident(candidate))
            .MaxBy(candidate => candidate.Score)!;
        if (delimiter is null)
        {
            evidence.Add(DelimiterEvidence(best));
        }
        if (options.Quote is null && best.Syntax.Quote != '"')
        {
            var quote = best.Syntax.Quote == 0 ? "There are no quotes" : $"The quote is {(char)best.Syntax.Quote}";
            evidence.Add($"{quote}: the records come out most even that way.");
        }
        if (options.Escape is null && best.Syntax.Escape == CsvEscape.Backslash)
        {
            evidence.Add(
                "Quotes inside quoted fields are escaped with a backslash: read as doubled ones they leave fields open."
            );
        }
        return best.Syntax;
    }

    static IEnumerable<CsvSyntax> Candidates(CsvSample sample, int offset, byte[]? delimiter, CsvOptions options)
    {
        var text = sample.Text[offset..];
        byte[][] choices =
            delimiter is not null ? [delimiter]
            : options.Delimiter is { } option ? [CsvSyntaxOptions.Delimiter(option)]
            : [.. delimiters.Select(Encoding.UTF8.GetBytes)];
        byte[] quotes =
            options.Quote is { } quote ? [CsvSyntaxOptions.Quote(quote)]
            : text.Contains((byte)'\'') ? [(byte)'"', (byte)'\'', 0]
            : text.Contains((byte)'"') ? [(byte)'"', 0]
            : [(byte)'"'];
        CsvEscape[] escapes =
            options.Escape is { } escape ? [escape]
            : text.IndexOf("\\\""u8) >= 0 || text.IndexOf("\\'"u8) >= 0 ? [CsvEscape.Doubled, CsvEscape.Backslash]
            : [CsvEscape.Doubled];
        var present = WithoutAlike(text, choices.Where(choice => choice.Length > 0));
        return from choice in present
            from quoteByte in quotes
            where !choice.Contains(quoteByte)
            from escaped in escapes
            where quoteByte != 0 || escaped == CsvEscape.Doubled
            where escaped == CsvEscape.Doubled || !choice.Contains((byte)'\\')
            select new CsvSyntax
            {
                Delimiter = choice,
                Quote = quoteByte,
                Escape = escaped,
            };
    }

    /// <summary>Delimiters that the text does not hold cut it alike, so the first of them speaks for all; the comma is preferred to it.</summary>
    static List<byte[]> WithoutAlike(ReadOnlySpan<byte> text, IEnumerable<byte[]> choices)
    {
        var different = new List<byte[]>();
        var hasAbsent = false;
        foreach (var choice in choices)
        {
            var isAbsent = text.IndexOf(choice) < 0;
            if (!isAbsent || !hasAbsent || choice is [(byte)','])
            {
                different.Add(choice);
            }
            hasAbsent |= isAbsent;
        }
        return different;
    }

    static Candidate Judge(CsvSample sample, int offset, CsvSyntax syntax, Func<string, bool> isKnownHeader)
    {
        var rows = sample.Read(offset, syntax);
        if (rows.Count == 0)
        {
            return new Candidate(syntax, 0, 0, 0, 0, 0, 0);
        }
        var columns = ModalColumns(rows);
        var even = rows.Count(row => row.FieldCount == columns);
        var stray = rows.Count(row => row.HasStrayQuote);
        var header = rows.Find(row => row.FieldCount == columns)!;
        var known =
            columns > 1 || rows.TrueForAll(row => row.FieldCount == 1)
                ? header.Values.Count(value => isKnownHeader(value))
                : 0;
        var share = (even - stray) / (double)rows.Count;
        var score =
            (
                columns > 1 ? 1 + share
                : syntax.Delimiter is [(byte)','] ? CommaWeight
                : 0
            )
            + (ReferenceEquals(header, rows[0]) && columns > 1 ? HeaderFitsWeight : 0)
            + (KnownHeaderWeight * Math.Min(known, 10))
            + QuoteScore(rows, syntax);
        return new Candidate(syntax, score, columns, even, rows.Count, rows.Count(row => row.HasQuoted), stray);
    }

    /// <summary>
    /// The usual quote holds unless something speaks for another: for the apostrophe that it quotes fields in half of the
    /// records, for none that several records open the usual quote, never close it, and no record uses it rightly. A stray
    /// quote here and there is damage of its own record and says nothing about the dialect.
    /// </summary>
    static bool IsQuoteEvident(Candidate candidate) =>
        candidate.Syntax.Quote is (byte)'"' or 0
        || (candidate.QuotedCount > 0 && candidate.QuotedCount * 2 >= candidate.RowCount);

    /// <summary>True when the usual quote comes to nothing with this delimiter, as far as the records under it were judged.</summary>
    static bool IsWithoutQuotes(CsvSyntax syntax, List<Candidate> judged) =>
        judged
            .Where(other =>
                other.Syntax.Quote == '"' && other.Syntax.Delimiter.AsSpan().SequenceEqual(syntax.Delimiter)
            )
            .All(usual => usual is { QuotedCount: 0, StrayCount: >= StrayRowsMin });

    /// <summary>
    /// The usual quote is preferred to none, and none to an apostrophe, unless most values are wrapped in what would be left
    /// on: apostrophes also start names.
    /// </summary>
    static double QuoteScore(List<CsvSampleRow> rows, CsvSyntax syntax)
    {
        var filled = 0;
        var inQuotes = 0;
        var inApostrophes = 0;
        foreach (var row in rows)
        {
            for (var index = 0; index < row.FieldCount; index++)
            {
                var (isFilled, wrap) = row.Look(index);
                filled += isFilled ? 1 : 0;
                inQuotes += wrap == '"' ? 1 : 0;
                inApostrophes += wrap == '\'' ? 1 : 0;
            }
        }
        var left = (inQuotes + inApostrophes) * 2 > filled ? LeftQuotesWeight : 0;
        var preference = syntax.Quote switch
        {
            (byte)'"' => 0.02,
            0 => 0.01 - (inQuotes > 0 ? 0.05 : 0),
            _ => 0,
        };
        return preference - left + (syntax.Escape == CsvEscape.Doubled ? 0.001 : 0);
    }

    /// <summary>The most frequent number of fields; of equally frequent ones the larger.</summary>
    public static int ModalColumns(List<CsvSampleRow> rows) =>
        rows.GroupBy(row => row.FieldCount)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key)
            .First()
            .Key;

    static string DelimiterEvidence(Candidate best) =>
        best.ColumnCount < 2
            ? "No delimiter was found, so each line is one field; name it with --delimiter if there is one."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The delimiter is {CsvSyntaxOptions.Describe(best.Syntax.Delimiter)}: {best.EvenCount:N0} of the first {best.RowCount:N0} records have {best.ColumnCount} fields that way."
            );

    sealed record Candidate(
        CsvSyntax Syntax,
        double Score,
        int ColumnCount,
        int EvenCount,
        int RowCount,
        int QuotedCount,
        int StrayCount
    );
}

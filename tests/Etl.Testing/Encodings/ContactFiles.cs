using System.Text;

namespace Etl.Testing.Encodings;

/// <summary>Makes contact files of many languages in an encoding, repeatable by their number.</summary>
public static class ContactFiles
{
    static readonly int[] rowCounts = [20, 30, 50, 100, 300, 2000];
    static readonly string[] asciiHeaders = ["First Name", "Last Name", "City", "Street", "Notes"];
    static readonly string[] asciiNames = ["Tom", "Ann", "Sam", "Kim", "Max", "Eva", "Leo", "Pat", "Dan", "Liz"];

    static ContactFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encodings that files are made in; the UTF-16 ones have no byte order mark.</summary>
    public static IReadOnlyList<string> Encodings { get; } =
    [
        "utf-8",
        "utf-16",
        "utf-16BE",
        .. ContactWords.All.SelectMany(words => words.Encodings).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Makes one file.</summary>
    /// <param name="encoding">One of <see cref="Encodings"/>.</param>
    /// <param name="number">0, 1, …: chooses language, rows, header and whether the head is plain ASCII.</param>
    public static ContactFile Make(string encoding, int number)
    {
        var languages = ContactWords
            .All.Where(words => IsUnicode(encoding) || words.Encodings.Contains(encoding))
            .ToList();
        var words = languages[number % languages.Count];
        var turn = number / languages.Count;
        var rows = rowCounts[turn % rowCounts.Length];
        var hasAsciiHead = turn / rowCounts.Length % 2 == 1;
        var random = new Random(HashCode(encoding, number));
        var text = new StringBuilder();
        var isNativeHeader = !hasAsciiHead && random.Next(2) == 0;
        text.Append(string.Join(',', isNativeHeader ? words.Headers : asciiHeaders)).Append(",Phone,Email\n");
        var plainRows = hasAsciiHead ? rows / 2 : 0;
        for (var row = 0; row < rows; row++)
        {
            text.Append(row < plainRows ? PlainRow(random) : Row(words, random)).Append('\n');
        }
        var written = encoding == "windows-1258" ? Windows1258Form(text.ToString()) : text.ToString();
        return new ContactFile(
            words.Language,
            rows,
            hasAsciiHead,
            written,
            ExtraCodes.Write(encoding, written, Encoder(encoding))
        );
    }

    static bool IsUnicode(string encoding) => encoding.StartsWith("utf", StringComparison.Ordinal);

    static Encoding Encoder(string name) =>
        Encoding.GetEncoding(
            // What Windows and the web call EUC-KR has all syllables; .NET's encoding of that name has not.
            name == "euc-kr"
                ? "ks_c_5601-1987"
                : name,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        );

    // string.GetHashCode differs from run to run.
    static int HashCode(string encoding, int number) =>
        encoding.Aggregate(17 + number * 7919, (hash, character) => unchecked(hash * 31 + character));

    static string Row(ContactWords words, Random random)
    {
        string[] cells =
        [
            Pick(words.Columns[0], random),
            Pick(words.Columns[1], random),
            Pick(words.Columns[2], random),
            $"{Pick(words.Columns[3], random)} {random.Next(1, 200)}",
            random.Next(3) == 0 ? Pick(words.Columns[4], random) : "",
        ];
        if (random.Next(20) == 0)
        {
            cells[1] = cells[1].ToUpperInvariant();
        }
        return $"{string.Join(',', cells)},{Phone(random)},user{random.Next(10000)}@example.com";
    }

    static string PlainRow(Random random) =>
        $"{Pick(asciiNames, random)},Smith,London,Main Street {random.Next(1, 200)},,{Phone(random)},user{random.Next(10000)}@example.com";

    static string Phone(Random random) =>
        $"+{random.Next(1, 99)} {random.Next(100, 999)} {random.Next(100000, 999999)}";

    static string Pick(IReadOnlyList<string> values, Random random) => values[random.Next(values.Count)];

    /// <summary>Vietnamese as windows-1258 holds it: the mark of the tone stands behind its letter.</summary>
    static string Windows1258Form(string text)
    {
        var encoder = Encoder("windows-1258");
        var output = new StringBuilder();
        foreach (var character in text)
        {
            output.Append(IsIn(encoder, character.ToString()) ? character.ToString() : ToneApart(character));
        }
        return output.ToString();
    }

    static bool IsIn(Encoding encoder, string character)
    {
        try
        {
            return encoder.GetString(encoder.GetBytes(character)) == character;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    static string ToneApart(char character)
    {
        var parts = character.ToString().Normalize(NormalizationForm.FormD);
        var shape = string.Concat(parts.Where(part => part is '\u0302' or '\u0306' or '\u031B'));
        var tone = string.Concat(parts.Skip(1).Where(part => part is not ('\u0302' or '\u0306' or '\u031B')));
        return (parts[0] + shape).Normalize(NormalizationForm.FormC) + tone;
    }
}

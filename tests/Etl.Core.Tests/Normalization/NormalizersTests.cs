using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization;
using Etl.Core.Schema;
using Etl.Testing;

namespace Etl.Core.Tests.Normalization;

public sealed class NormalizersTests
{
    const int Seed = 20_240_312;

    static readonly string[] fields =
    [
        "first_name",
        "company",
        "notes",
        "external_id",
        "custom.x",
        "email",
        "phone",
        "country",
        "birthday",
        "created_at",
        "tags",
        "website",
        "consent",
        "postal_code",
    ];

    // What breaks text handling, in pieces that meet each other in any order.
    static readonly string[] pieces =
    [
        " ",
        "  ",
        "\t",
        "\r\n",
        "\n",
        "\0",
        "\u0001",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u0085",
        "\uFEFF",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u00AD",
        "\u202E",
        "\u0301",
        "e\u0301",
        "é",
        "\u212B",
        "\u0130",
        "İ",
        "ß",
        "ǅ",
        "각",
        "\u1100\u1161\u11A8",
        "가\u11A8",
        "\u0958",
        "क्",
        "👩",
        "\uFE0F",
        "\uFFFE",
        "\U0001F1E9",
        "\u0344",
        "\u1FEF",
        "\u037E",
        "王",
        "ﬁ",
        "\"",
        "'",
        "=",
        "=\"",
        "#",
        "#N/A",
        "<",
        ">",
        "(",
        ")",
        "(0)",
        "@",
        ".",
        ",",
        ";",
        "|",
        ":::",
        "mailto:",
        "MAILTO:",
        "tel:",
        "?",
        "://",
        "HTTP",
        "/",
        "+",
        "00",
        "0",
        "1",
        "202",
        "5550143",
        "x",
        "ext",
        "E+",
        "-",
        "12",
        "2024",
        "Mar",
        "T",
        ":",
        "Z",
        "PM",
        "a",
        "B",
        "Ann",
        "example.com",
        "USA",
        "yes",
        "“",
        "”",
    ];

    [Fact]
    public void Normalizing_twice_changes_and_counts_nothing_more()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 4_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            if (text.Any(char.IsSurrogate) && !IsWellFormed(text))
            {
                continue;
            }
            foreach (var field in fields)
            {
                var options = CleaningBench.Options(country: round % 2 == 0 ? "US" : null);
                var once = CleaningBench.Clean(field, text, options);
                var twice = CleaningBench.Clean(field, once.Value, options);
                var place = $"seed {Seed}, {field}, {Escape(text)}";
                Assert.True(once.Value == twice.Value, $"{place}: {Escape(once.Value)} became {Escape(twice.Value)}");
                Assert.True(!HasChange(twice.Codes), $"{place}: {twice.Codes} on {Escape(once.Value)}");
                Assert.True(once.Value == text || once.Codes.Length > 0, $"{place}: changed without a code");
                Assert.True(
                    field is "external_id" or "custom.x" || once.Value.IsNormalized(),
                    $"{place}: not composed"
                );
            }
        }
    }

    [Fact]
    public void Ill_formed_text_never_crashes()
    {
        var random = new Random(Seed);
        var bytes = new byte[12];
        for (var round = 0; round < 3_000; round++)
        {
            random.NextBytes(bytes);
            foreach (var field in fields)
            {
                CleaningBench.Clean(field, bytes[..random.Next(1, bytes.Length)]);
            }
        }
    }

    [Fact]
    public void Rejected_rows_and_unmapped_columns_are_left_alone()
    {
        var batch = CleaningBench.Batch(
            ["first_name", "unmapped"],
            [" a "u8.ToArray(), " b "u8.ToArray()],
            [" c "u8.ToArray(), []]
        );
        batch.Reject(1, Core.Rejects.RejectStage.Parse, -1, Codes.InvalidByte);
        CleaningBench.Run(batch);
        Assert.Equal("a", Encoding.UTF8.GetString(batch.Value(0, 0)));
        Assert.Equal(" b ", Encoding.UTF8.GetString(batch.Value(0, 1)));
        Assert.Equal(" c ", Encoding.UTF8.GetString(batch.Value(1, 0)));
    }

    [Fact]
    public void Every_built_in_field_has_a_normalizer()
    {
        foreach (var field in ContactFields.All)
        {
            Assert.Equal("", CleaningBench.Clean(field.Name, "").Value);
        }
    }

    [Theory]
    [InlineData("Ann", "ann@example.com", "+12025550143", "US", "1980-05-01", "a", "https://a.example/x")]
    [InlineData(" Ann  B ", "Ann@Example.com ", "(202) 555-0143", "usa", "1/13/80", "b, a,b", "HTTP://A.Example/x")]
    [InlineData("\"Ann\"", "<Ann@Example.com>", "+1 202-555-0143 x5", "England", "1 Mar 1980", "e; b", "É")]
    public void No_row_allocates_after_the_first_batch(
        string name,
        string email,
        string phone,
        string country,
        string birthday,
        string tags,
        string website
    )
    {
        string[] columns = ["first_name", "email", "phone", "country", "birthday", "tags", "website"];
        string[] values = [name, email, phone, country, birthday, tags, website];
        byte[][] row = [.. values.Select(Encoding.UTF8.GetBytes)];
        var batch = CleaningBench.Batch(columns, [.. Enumerable.Repeat(row, 1000)]);
        var original = batch.Cells.ToArray();
        var plan = Normalizers.Plan(batch.Layout, CleaningBench.Options(country: "US"));
        var allocated = Allocation.Least(() =>
        {
            Restore(batch, original);
            foreach (var (column, normalizer) in plan)
            {
                normalizer.Normalize(batch, column);
            }
        });
        Assert.True(allocated < 1024, $"1,000 rows allocated {allocated} bytes.");
    }

    [Fact]
    public void Code_names_are_unique_and_their_sentences_end()
    {
        Assert.Equal(Codes.All.Count, Codes.All.Select(code => code.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Codes.All, code => Assert.EndsWith(".", code.Sentence, StringComparison.Ordinal));
    }

    static void Restore(RecordBatch batch, Text.FieldSpan[] cells)
    {
        batch.Reset(batch.Layout, 0);
        var columnCount = batch.ColumnCount;
        for (var start = 0; start < cells.Length; start += columnCount)
        {
            cells.AsSpan(start, columnCount).CopyTo(batch.AddRow(new RowSpan(0, 0)));
        }
    }

    static bool HasChange(string codes) =>
        codes
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Any(name => Codes.All.FirstOrDefault(code => code.Name == name)?.Kind == CodeKind.Change);

    static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    static string Escape(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\x7F' ? $"{c}" : $"\\u{(int)c:X4}"));
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Names;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Tests.Normalization;

/// <summary>What cleaners do with common values at once is what their whole procedure does step by step.</summary>
public sealed partial class ShortcutTests
{
    const int Seed = 20_261_121;
    const int RowCount = 20_000;

    // Repeated pieces are there to make whole common values likely.
    static readonly string[] emailPieces =
    [
        "ann",
        "ann@example.com",
        "Ann.Lee@Example.com",
        "a_b+c@x-y.co.uk",
        "mailto:",
        "MailTo:",
        " ",
        "  ",
        "<",
        ">",
        "Ann Lee <",
        "é <",
        "\"Lee\" <",
        "=",
        "@",
        ".",
        "-",
        "'",
        ";",
        "?subject=x",
        "1.2",
        "\t",
        "\u00A0",
        "e\u0301 <",
        "ß",
    ];

    static readonly string[] phonePieces =
    [
        "+",
        "+1",
        "1",
        "00",
        "0",
        "(0)",
        "(202)",
        "202",
        "555",
        "0143",
        "20255501",
        "49",
        "39",
        " ",
        "-",
        ".",
        "/",
        "  ",
        ".0",
        " x12",
        " #7",
        " ext. 0",
        " ext. 123",
        "ext",
        "tel:",
        "'",
        "\t",
        "E+12",
        "\u00A0",
        "５",
        "(",
        ")",
    ];

    static readonly string[] countryPieces =
    [
        "US",
        "us",
        "usa",
        "United States",
        "united states of america",
        "Deutschland",
        "germany",
        "U.S.",
        "N/A",
        " ",
        ".",
        "Atlantis",
        "Côte d'Ivoire",
        "na",
        "\0",
        "\u00A0",
    ];

    static readonly string[] namePieces =
    [
        "Ann",
        "ANN",
        "de la ",
        "O'BRIEN",
        "Núñez",
        "王",
        "शर्मा",
        "குமார்",
        "Ωμέγα",
        "ΩΜΈΓΑ",
        "Ирина",
        "ИРИНА",
        "محمد",
        "مُ",
        "김하늘",
        "ÉLISE",
        "×",
        "\u0301",
        "\u093C",
        "\u094D",
        " ",
        "  ",
        "“",
        "”",
        "«",
        "»",
        "'",
        "\"",
        "#N/A",
        "=",
        "\u200B",
        "\u200D",
        "\u00A0",
        "👩",
        "\uFFFD",
        "\u007F",
        "\n",
    ];

    [Fact]
    public void Emails() =>
        Compare(new EmailCleaner(EmailMode.Contact, SpreadRoom.None), new StepwiseEmail(), "email", emailPieces);

    [Theory]
    [InlineData("US")]
    [InlineData("GB")]
    [InlineData("AR")]
    [InlineData("AG")]
    [InlineData("IT")]
    [InlineData("")]
    public void Phones(string country)
    {
        var letters = country.Length == 0 ? null : Encoding.UTF8.GetBytes(country);
        var cleaner = new PhoneCleaner(new PhoneRegion(new RowCountry(1, -1, -1, -1, letters)), SpreadRoom.None);
        Compare(cleaner, new StepwisePhone(cleaner), "phone", phonePieces);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CN")]
    [InlineData("DE")]
    [InlineData("GB")]
    [InlineData("JP")]
    [InlineData("MX")]
    [InlineData("RU")]
    [InlineData("US")]
    public void Phones_of_any_digits(string country)
    {
        var letters = country.Length == 0 ? null : Encoding.UTF8.GetBytes(country);
        var cleaner = new PhoneCleaner(new PhoneRegion(new RowCountry(1, -1, -1, -1, letters)), SpreadRoom.None);
        Compare(cleaner, new StepwisePhone(cleaner), "phone", PhoneOfAnyDigits);
    }

    static string PhoneOfAnyDigits(Random random)
    {
        string[] starts = ["", "", "+", "00", "0", "011", "(0", "+86", "86", "521", " +", "+0"];
        string[] separators = ["", "", " ", "-", ".", "/", ") ", " (", ".00", "  "];
        string[] extensions =
        [
            "",
            "",
            " x12",
            " #123",
            " ext. 00",
            " ext 4567 ",
            "x5",
            " .x6",
            " - 7#",
            " x12345678901",
        ];
        var text = new StringBuilder(starts[random.Next(starts.Length)]);
        for (var group = random.Next(1, 6); group > 0; group--)
        {
            text.Append(random.Next(100_000)).Append(separators[random.Next(separators.Length)]);
        }
        text.Append(extensions[random.Next(extensions.Length)]);
        return text.ToString();
    }

    [Fact]
    public void Countries() =>
        Compare(new CountryCleaner(CountryOrState.None), new StepwiseCountry(), "country", countryPieces);

    static readonly string[] postalPieces =
    [
        "9",
        "94110",
        "941",
        "-1234",
        "K1A",
        "k1a",
        "0B1",
        "SW1A",
        "1AA",
        "M1",
        "LT-",
        "BFPO ",
        "D-",
        " ",
        " ",
        "-",
        ".0",
        "９",
        "München",
        "\u00A0",
    ];

    [Theory]
    [InlineData("US")]
    [InlineData("CA")]
    [InlineData("GB")]
    [InlineData("DE")]
    [InlineData("LT")]
    [InlineData("ZZ")]
    [InlineData("")]
    public void Postal_codes(string country)
    {
        var letters = country.Length == 0 ? null : Encoding.UTF8.GetBytes(country);
        var cleaner = new PostalCleaner(new RowCountry(1, -1, -1, -1, letters));
        Compare(cleaner, new StepwisePostal(cleaner), "postal_code", postalPieces);
    }

    [Fact]
    public void Streets() =>
        Compare(new StreetCleaner(RowCountry.Unknown, []), new StepwiseLines(), "street", namePieces);

    [Fact]
    public void Names() => Compare(new NameCleaner(NameField.Last), new StepwiseName(), "last_name", namePieces);

    [Fact]
    public void Lines_of_text() => Compare(new TextCleaner(), new StepwiseText(), "company", namePieces);

    [Fact]
    public void Texts_of_several_lines() =>
        Compare(new MultilineTextCleaner(), new StepwiseLines(), "notes", namePieces);

    static void Compare<TQuick, TStepwise>(TQuick quick, TStepwise stepwise, string field, string[] pieces)
        where TQuick : struct, ICellCleaner
        where TStepwise : struct, ICellCleaner => Compare(quick, stepwise, field, OfPieces(pieces));

    static Func<Random, string> OfPieces(string[] pieces) =>
        random => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));

    static void Compare<TQuick, TStepwise>(
        TQuick quick,
        TStepwise stepwise,
        string field,
        Func<Random, string> textOf,
        IUsualCleaner? usual = null
    )
        where TQuick : struct, ICellCleaner
        where TStepwise : struct, ICellCleaner
    {
        var random = new Random(Seed);
        var values = new byte[RowCount][][];
        foreach (ref var row in values.AsSpan())
        {
            row = [Encoding.UTF8.GetBytes(textOf(random)), Encoding.UTF8.GetBytes(random.Next(3) == 0 ? "CA" : "")];
        }
        var expected = Run(new ColumnNormalizer<TStepwise>(stepwise, default), field, values);
        var actual = Run(new ColumnNormalizer<TQuick>(quick, default, usual), field, values);
        for (var row = 0; row < RowCount; row++)
        {
            var place = $"seed {Seed}, row {row}, '{Encoding.UTF8.GetString(values[row][0])}'";
            Assert.Equal((place, Text(expected, row)), (place, Text(actual, row)));
        }
        Assert.Equal(Counts(expected), Counts(actual));
    }

    // Twice: the second time with what a cleaner remembers from the first.
    static RecordBatch Run(IFieldNormalizer normalizer, string field, byte[][][] values)
    {
        normalizer.Normalize(CleaningBench.Batch([field, field == "country" ? "city" : "country"], values), 0);
        var batch = CleaningBench.Batch([field, field == "country" ? "city" : "country"], values);
        normalizer.Normalize(batch, 0);
        return batch;
    }

    static string Text(RecordBatch batch, int row) => Encoding.UTF8.GetString(batch.Value(row, 0));

    static string Counts(RecordBatch batch) =>
        string.Join(
            ' ',
            batch.Counts.Entries.Select(entry => $"{entry.Code.Name}={entry.Count}").Order(StringComparer.Ordinal)
        );

    readonly struct StepwiseEmail : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => new EmailCleaner(EmailMode.Contact, SpreadRoom.None).CleanStepwise(cell);
    }

    readonly struct StepwisePhone(PhoneCleaner cleaner) : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => cleaner.CleanStepwise(cell);
    }

    readonly struct StepwisePostal(PostalCleaner cleaner) : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => cleaner.CleanStepwise(cell);
    }

    readonly struct StepwiseCountry : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => CountryCleaner.CleanStepwise(cell);
    }

    readonly struct StepwiseName : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => new NameCleaner(NameField.Last).CleanStepwise(cell);
    }

    readonly struct StepwiseText : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => TextRules.CleanLine(cell);
    }

    readonly struct StepwiseLines : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => TextRules.CleanLines(cell);
    }
}

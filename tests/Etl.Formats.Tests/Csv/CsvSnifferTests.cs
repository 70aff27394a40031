using System.Text;
using Etl.Formats.Csv;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvSnifferTests
{
    static readonly string[] known = ["name", "first name", "last name", "email", "phone", "city", "company"];

    static readonly CsvOptions options = new()
    {
        IsKnownHeader = header => known.Contains(header.Trim(), StringComparer.OrdinalIgnoreCase),
    };

    [Theory]
    [InlineData("name,city\nAnn,Paris\n", ",")]
    [InlineData("name;amount\nAnn;1,5\nBob;2,5\n", ";")]
    [InlineData("1,5;2,5;Ann\n1,7;3,5;Bob\n", ";")]
    [InlineData("name\tcity\nAnn\tParis, France\nBob\tRome, Italy\n", "\t")]
    [InlineData("name|city\nAnn|Paris\n", "|")]
    [InlineData("name^city\nAnn^Paris\n", "^")]
    [InlineData("name，city\nAnn，Paris\n", "，")]
    [InlineData("sep=;\nname;city,state\nAnn;Paris,F\n", ";")]
    [InlineData("\"sep=|\"\r\nname|city\r\nAnn|Paris\r\n", "|")]
    [InlineData("name\nAnn\nBob\n", ",")]
    [InlineData("name,note\nAnn,\"a;b;c\nd;e;f\"\nBob,\"x;y;z\"\n", ",")]
    public async Task Delimiters_are_found(string text, string delimiter)
    {
        var read = await CsvReading.OfTextAsync(text, options);
        Assert.Equal(delimiter, read.Description.Delimiter);
        Assert.All(read.Description.Evidence, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tab")]
    [InlineData("\\t")]
    [InlineData("\t")]
    public async Task A_tab_can_be_named_in_several_ways(string name)
    {
        var read = await CsvReading.OfTextAsync("a\tb\n1\t2\n", options with { Delimiter = name });
        Assert.Equal(["1", "2"], read.Rows[0]);
    }

    [Fact]
    public async Task A_delimiter_of_several_characters_is_read()
    {
        var read = await CsvReading.OfTextAsync("a||b\n1||\"2||3\"\n", options with { Delimiter = "||" });
        Assert.Equal(["1", "2||3"], read.Rows[0]);
    }

    [Fact]
    public async Task Apostrophes_as_quotes_are_found()
    {
        var read = await CsvReading.OfTextAsync("'name','city'\n'Ann','Paris, F'\n'Bob','Rome, I'\n", options);
        Assert.Equal(["Ann", "Paris, F"], read.Rows[0]);
    }

    [Theory]
    [InlineData("name,city\nAnn,\"Rome\"\n\"Bob,Paris\n\"Cy,Oslo\n\"Dee,Lima\n")]
    [InlineData("name,city\nAnn,Rome\n\"Bob,Paris\n")]
    [InlineData("name,city\nAnn O'Hara,Rome\n\"Bob,Paris\n'Cy,Oslo\n")]
    public async Task Stray_quotes_do_not_make_a_text_without_quotes(string text)
    {
        var read = await CsvReading.OfTextAsync(text, options);
        Assert.DoesNotContain(
            read.Description.Evidence,
            sentence => sentence.Contains("no quotes", StringComparison.Ordinal)
        );
        Assert.Contains("UNCLOSED_QUOTE", read.Codes);
    }

    [Fact]
    public async Task Quotes_that_never_close_are_text()
    {
        var read = await CsvReading.OfTextAsync("name;size\nA;\"5\nB;\"6\nC;\"7\n", options);
        Assert.Equal(["A", "\"5"], read.Rows[0]);
    }

    [Fact]
    public async Task Apostrophes_that_start_names_are_text()
    {
        var read = await CsvReading.OfTextAsync("name,city\n't Hooft,'s-Hertogenbosch\nAnn,'s-Gravenhage\n", options);
        Assert.Equal(["'t Hooft", "'s-Hertogenbosch"], read.Rows[0]);
    }

    [Fact]
    public async Task Backslash_escapes_are_found()
    {
        var read = await CsvReading.OfTextAsync("name,city\n\"Ann \\\"A\\\" Lee\",\"x, y\"\n\"Bob\",\"z\"\n", options);
        Assert.Equal(["Ann \"A\" Lee", "x, y"], read.Rows[0]);
        Assert.Equal("", read.Codes[0]);
    }

    [Fact]
    public async Task A_backslash_at_the_end_of_a_field_is_no_escape()
    {
        var read = await CsvReading.OfTextAsync("name,city\n\"C:\\\",\"x, y\"\n\"D:\\\",\"z\"\n", options);
        Assert.Equal(["C:\\", "x, y"], read.Rows[0]);
    }

    [Theory]
    [InlineData("First Name,Last Name,Email\nAnn,Lee,a@x.org\n", 1)]
    [InlineData(
        "Notes:\n\"When exporting, you may\nnotice\"\n\nFirst Name,Last Name,Email\nAnn,Lee,a@x.org\nBob,Lee,\n",
        1
    )]
    [InlineData("UTF-8\nFirst Name,Last Name,Email\nAnn,Lee,a@x.org\n", 1)]
    [InlineData("Contacts of May,,\nFirst Name,Last Name,Email\nAnn,Lee,a@x.org\nBob,Lee,b@x.org\n", 1)]
    [InlineData("Title\nnom,ville,code\nAnn,Paris,75000\nBob,Lyon,69000\n", 1)]
    [InlineData("nom,ville\nAnn,Paris\nBob,Lyon\n", 1)]
    [InlineData("Ann,Lee,a@x.org\nBob,Lee,b@x.org\n", 0)]
    [InlineData("Ann,14155552671\nBob,14155552672\n", 0)]
    public async Task Headers_are_told_from_records(string text, int headers)
    {
        var read = await CsvReading.OfTextAsync(text, options);
        Assert.Equal(headers == 0, read.Description.Headers[0] == "column_1");
        Assert.Equal("Ann", read.Rows[0][0]);
        Assert.All(read.Codes, code => Assert.Equal("", code));
    }

    [Fact]
    public async Task A_title_that_holds_known_words_is_no_header_when_a_row_below_is_a_better_one()
    {
        var read = await CsvReading.OfTextAsync(
            "Company,Phone,,\nfirst name,last name,email,phone\nAnn,Lee,a@b.c,123456\n",
            options
        );
        Assert.Equal(["first name", "last name", "email", "phone"], read.Description.Headers);
    }

    [Fact]
    public async Task A_header_can_be_denied_and_lines_before_it_skipped()
    {
        var read = await CsvReading.OfTextAsync(
            "x\ny\nname,city\nAnn,Paris\n",
            options with
            {
                HasHeader = false,
                PreambleLineCount = 2,
            }
        );
        Assert.Equal(["column_1", "column_2"], read.Description.Headers);
        Assert.Equal(
            [
                ["name", "city"],
                ["Ann", "Paris"],
            ],
            read.Rows
        );
    }

    [Fact]
    public async Task Names_that_repeat_or_lack_get_numbers()
    {
        var read = await CsvReading.OfTextAsync("name,,name,NAME\nAnn,1,2,3\n", options);
        Assert.Equal(["name", "column_2", "name (2)", "NAME (3)"], read.Description.Headers);
    }

    [Fact]
    public async Task A_header_without_records_is_no_error()
    {
        var read = await CsvReading.OfTextAsync("First Name,Last Name,Email\n", options);
        Assert.Empty(read.Rows);
        Assert.Equal(3, read.Description.Headers.Count);
        Assert.Contains(
            read.Description.Evidence,
            sentence => sentence.Contains("no record", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_header_of_an_earlier_run_is_found_again()
    {
        var read = await CsvReading.OfTextAsync("zz,yy\nq1,q2\n", options with { ExpectedHeaders = ["zz", "yy"] });
        Assert.Equal(
            [
                ["q1", "q2"],
            ],
            read.Rows
        );
    }

    [Fact]
    public async Task Originals_start_with_what_makes_the_file_readable_again()
    {
        var text = "\uFEFFsep=;\r\nTitle\r\nname;city\r\nAnn;Paris";
        await using var source = await CsvSourceOpener.OpenAsync(
            CsvReading.Input(Encoding.UTF8.GetBytes(text)),
            options,
            CsvReading.Cancellation
        );
        Assert.Equal("\uFEFFsep=;\r\nname;city\r\n", Encoding.UTF8.GetString(source.Originals.Preamble.Span));
        Assert.Equal(4, source.Description.FirstRecordLine);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        source.Originals.Write("Ann;Paris"u8, output);
        Assert.Equal("Ann;Paris\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public async Task Names_that_the_header_does_not_have_like_that_are_listed()
    {
        var read = await CsvReading.OfTextAsync("name, city,phone,phone,\nAnn,Rome,1,2,3\n", options);

        Assert.Equal(["name", "city", "phone", "phone (2)", "column_5"], read.Description.Headers);
        Assert.Equal(["city", "phone (2)", "column_5"], read.Description.RenamedHeaders);
    }
}

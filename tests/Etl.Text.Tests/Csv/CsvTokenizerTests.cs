using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvTokenizerTests
{
    [Theory]
    [InlineData((byte)'a', (byte)'b', "1a2\n1abab", "1|2\n1|a")]
    [InlineData((byte)'b', (byte)'a', "1b2\n1baba", "1|2\n1|b")]
    [InlineData((byte)'\0', (byte)'a', "1\02\n1\0a\0a", "1|2\n1|\0")]
    public void What_ends_a_field_may_be_any_byte(byte delimiter, byte quote, string text, string expected)
    {
        var syntax = new CsvSyntax { Delimiter = [delimiter], Quote = quote };
        var bytes = Encoding.UTF8.GetBytes(text);
        var rows = new CsvRows();
        foreach (var kernel in CsvKernels.Supported)
        {
            CsvTokenizer.Create(syntax, kernel).Tokenize(bytes, rows);
            Assert.Equal((kernel, expected), (kernel, CsvText.Values(bytes, rows, syntax)));
        }
    }

    [Fact]
    public void Every_case_gives_its_records_on_every_kernel()
    {
        var syntax = new CsvSyntax();
        var rows = new CsvRows();
        foreach (var kernel in CsvKernels.Supported)
        {
            var cutter = CsvCutter.Create(syntax, kernel);
            var tokenizer = CsvTokenizer.Create(syntax, kernel);
            foreach (var item in CsvCase.All)
            {
                var bytes = Encoding.UTF8.GetBytes(item.Input);
                var cut = cutter.Cut(bytes, isEndOfInput: true);
                tokenizer.Tokenize(bytes, rows);
                Assert.Equal((kernel, bytes.Length), (kernel, cut));
                Assert.Equal(
                    $"{kernel} {item}: {item.Expected}",
                    $"{kernel} {item}: {CsvText.Values(bytes, rows, syntax)}"
                );
                Assert.Equal((item.Input, item.BlankCount), (item.Input, rows.BlankCount));
                Assert.Equal((item.Input, LineCounter.CountScalar(bytes)), (item.Input, rows.LineCount));
            }
        }
    }

    [Fact]
    public void Rows_as_wide_as_the_one_before_and_others_among_them_are_what_the_lexer_reads()
    {
        const int Seed = 6;
        var random = new Random(Seed);
        var syntax = new CsvSyntax();
        var (expected, actual) = (new CsvRows(), new CsvRows());
        for (var round = 0; round < 2_000; round++)
        {
            var text = RandomRows(random);
            var bytes = Encoding.UTF8.GetBytes(text);
            CsvTokenizer.Create(syntax, CsvKernel.Scalar).Tokenize(bytes, expected);
            foreach (var kernel in CsvKernels.Supported)
            {
                CsvTokenizer.Create(syntax, kernel).Tokenize(bytes, actual);
                var place = $"seed {Seed}, round {round}, {kernel}: {text}";
                Assert.True(expected.Rows.SequenceEqual(actual.Rows), place);
                Assert.True(expected.QuotedFields.SequenceEqual(actual.QuotedFields), place);
                Assert.Equal(CsvText.Raw(bytes, expected, syntax), CsvText.Raw(bytes, actual, syntax));
                Assert.Equal(
                    (place, expected.BlankCount, expected.LineCount),
                    (place, actual.BlankCount, actual.LineCount)
                );
            }
        }
    }

    static string RandomRows(Random random)
    {
        var text = new StringBuilder();
        var width = random.Next(1, 7);
        var lineEnds = random.Next(3);
        var rarity = random.Next(2) == 0 ? 15 : 60;
        var count = random.Next(1, 120);
        for (var row = 0; row < count; row++)
        {
            var isOther = random.Next(rarity) == 0;
            AddFields(random, text, isOther ? random.Next(1, 9) : width, rarity);
            var end = random.Next(rarity) == 0 ? random.Next(6) : lineEnds;
            text.Append(
                end switch
                {
                    0 => "\n",
                    1 => "\r\n",
                    2 => "\r",
                    3 => "\n\n",
                    4 => "\r\n\r\n",
                    _ => "\n\r",
                }
            );
        }
        return random.Next(2) == 0 ? text.ToString() : text.ToString().TrimEnd();
    }

    static void AddFields(Random random, StringBuilder text, int count, int rarity)
    {
        for (var field = 0; field < count; field++)
        {
            text.Append(field == 0 ? "" : ",");
            text.Append('x', random.Next(14));
            if (random.Next(rarity) == 0)
            {
                text.Append(
                    random.Next(3) switch
                    {
                        0 => "\"",
                        1 => ",\"a\r\nb,\"\"\"",
                        _ => ",\"\n\"",
                    }
                );
            }
        }
    }
}

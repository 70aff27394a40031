using System.Text;
using System.Text.RegularExpressions;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed partial class CsvLexerTests
{
    /// <summary>Bytes read per byte of input at most, see the argument in <see cref="CsvLexer"/>.</summary>
    const double WorkMax = 3.01;

    /// <summary>The same where each field is long: the rest of a record is read for up to eight fields before it.</summary>
    const double LongWorkMax = WorkMax * 9;

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\n")]
    [InlineData("\"a\n")]
    [InlineData("\"\"\n")]
    [InlineData("\"\"\"\n")]
    [InlineData("\"\"x,")]
    [InlineData(",\"")]
    [InlineData("a,\"b\n")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("\"\"\"\"a,\"\"\"\n,\"")]
    [InlineData("\"\" \t x\n")]
    [InlineData(",\"\"\"\"\"\"\"\"\"\"\"\"x")]
    public void Hostile_input_is_read_in_linear_time(string pattern)
    {
        foreach (var opening in (string[])["", "\"", "a,\""])
        {
            foreach (var escape in Enum.GetValues<CsvEscape>())
            {
                var input = Encoding.UTF8.GetBytes(
                    opening + string.Concat(Enumerable.Repeat(pattern, 500_000 / pattern.Length))
                );
                var lexer = new CsvLexer(new CsvSyntax { Escape = escape });
                lexer.Tokenize(input, new CsvRows());
                Assert.InRange(lexer.ExaminedByteCount, 0, input.Length * WorkMax);
            }
        }
    }

    [Fact]
    public void Random_input_is_read_in_linear_time_even_with_no_limits_in_reach()
    {
        var random = new Random(7);
        var syntax = new CsvSyntax { QuotedBytesMax = int.MaxValue, QuotedLinesMax = int.MaxValue };
        for (var round = 0; round < 50; round++)
        {
            // From dense in quotes to a few of them, so that tries are short and long.
            var quotes = random.Next(1, 60);
            var input = new byte[20_000];
            foreach (ref var value in input.AsSpan())
            {
                value = random.Next(100) < quotes ? (byte)'"' : ",\na "u8[random.Next(4)];
            }
            var lexer = new CsvLexer(syntax);
            lexer.Tokenize(input, new CsvRows());
            Assert.InRange(lexer.ExaminedByteCount, 0, input.Length * WorkMax);
        }
    }

    [Fact]
    public void A_regular_expression_reads_the_same_fields()
    {
        var random = new Random(11);
        var syntax = new CsvSyntax();
        var lexer = new CsvLexer(syntax);
        var rows = new CsvRows();
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(20)).Select(_ => "\"\"\",,\n\r ab\t"[random.Next(11)])
            );
            lexer.Tokenize(Encoding.UTF8.GetBytes(text), rows);
            Assert.Equal($"seed 11, {text}: {ReadByExpression(text)}", $"seed 11, {text}: {Print(rows)}");
        }
    }

    [Fact]
    public void One_stray_quote_costs_one_record()
    {
        var lines = Enumerable.Range(0, 1000).Select(row => $"{row},\"name {row}\",x\n").ToArray();
        for (var bad = 0; bad < lines.Length; bad += 37)
        {
            var broken = lines.ToArray();
            broken[bad] = $"{bad},\"name,x\n";
            var rows = new CsvRows();
            new CsvLexer(new CsvSyntax()).Tokenize(Encoding.UTF8.GetBytes(string.Concat(broken)), rows);
            Assert.Equal(1000, rows.RowCount);
            for (var row = 0; row < lines.Length; row++)
            {
                Assert.Equal(row == bad, rows.Rows[row].HasStrayQuote);
            }
        }
    }

    [Theory]
    [InlineData(10, 200, "\"0123456789\",x\nb\n", "0123456789|x\nb")]
    [InlineData(9, 200, "\"0123456789\",x\nb\n", "<\"0123456789\"|x>\nb")]
    [InlineData(100, 2, "\"a\nb\r\nc\",x\n", "a\nb\r\nc|x")]
    [InlineData(100, 1, "\"a\nb\r\nc\",x\n", "<\"a>\nb\nc\"|x")]
    [InlineData(4, 200, "\"a\"\"b\",x\n", "a\"b|x")]
    [InlineData(3, 200, "\"a\"\"b\",x\n", "<\"a\"\"b\"|x>")]
    public void Limits_are_exact(int bytesMax, int linesMax, string input, string expected)
    {
        var syntax = new CsvSyntax { QuotedBytesMax = bytesMax, QuotedLinesMax = linesMax };
        var rows = new CsvRows();
        var bytes = Encoding.UTF8.GetBytes(input);
        new CsvLexer(syntax).Tokenize(bytes, rows);
        Assert.Equal(expected, CsvText.Raw(bytes, rows, syntax));
    }

    [Theory]
    [InlineData(2, "a,\"1\n2\n3\"\nb,c\n", "a|1\n2\n3\nb|c")]
    [InlineData(2, "\"1\n2\n\n3\" ,a", "1\n2\n\n3 |a")]
    [InlineData(3, "\"1\n2\n3\",\"4\r5\r6\",a\n", "1\n2\n3|4\r5\r6|a")]
    // One of two lines has the width of a record: the quote ran away.
    [InlineData(2, "a,\"1\nb,c\nd\ne\"\n", "<a|\"1>\nb|c\nd\ne\"")]
    [InlineData(2, "a,\"1\nb,c\nd\ne\nf\"\n", "<a|\"1>\nb|c\nd\ne\nf\"")]
    [InlineData(2, "a,\"1\nd\ne\nb,c\nf\"\n", "a|1\nd\ne\nb,c\nf")]
    // The record would have another width, or another quote of it is stray, or nothing closes it.
    [InlineData(3, "a,\"1\n2\n3\"\n", "<a|\"1>\n2\n3\"")]
    [InlineData(2, "\"1\n2\n3\",a,b\n", "<\"1>\n2\n3\"|a|b")]
    [InlineData(3, "\"1\n2\n3\",a,\"b\n", "<\"1>\n2\n<3\"|a|\"b>")]
    [InlineData(2, "a,\"1\n2\n3\n", "<a|\"1>\n2\n3")]
    // Where lines are records of one field, nothing tells the two apart.
    [InlineData(1, "\"1\n2\n3\"\n", "<\"1>\n2\n3\"")]
    [InlineData(0, "a,\"1\n2\n3\"\n", "<a|\"1>\n2\n3\"")]
    public void Long_fields_are_told_from_quotes_that_ran_away(int columns, string input, string expected)
    {
        var syntax = new CsvSyntax { QuotedLinesMax = 1, ColumnCount = columns };
        var rows = new CsvRows();
        var bytes = Encoding.UTF8.GetBytes(input);
        foreach (var kernel in CsvKernels.Supported)
        {
            var cut = CsvCutter.Create(syntax, kernel).Cut(bytes, isEndOfInput: true);
            CsvTokenizer.Create(syntax, kernel).Tokenize(bytes, rows);
            Assert.Equal((kernel, expected), (kernel, CsvText.Raw(bytes, rows, syntax)));
        }
    }

    [Fact]
    public void A_record_with_a_long_field_is_as_long_as_the_limit_and_no_longer()
    {
        var bytes = Encoding.UTF8.GetBytes("ab,\"" + new string('x', 100) + "\"\n");
        foreach (var (recordBytesMax, count) in ((int, int)[])[(105, 1), (104, 0)])
        {
            var syntax = new CsvSyntax
            {
                QuotedBytesMax = 10,
                ColumnCount = 2,
                RecordBytesMax = recordBytesMax,
            };
            var rows = new CsvRows();
            new CsvLexer(syntax).Tokenize(bytes, rows);
            Assert.Equal(1 - count, rows.Rows.ToArray().Count(row => row.HasStrayQuote));
        }
    }

    [Theory]
    [InlineData("\"a\nb\n")]
    [InlineData("\"a\nb\nc\",")]
    [InlineData("\"a\nb\nc\"\n")]
    [InlineData("\"aaaaaaaaaaaaaaaa\",\"b\"x,")]
    [InlineData(",\"\"\"a\nb\nc,\"\"\"")]
    [InlineData(",\"\"\"aaaaaaaaaaa,\"\"\"\n")]
    public void Hostile_long_fields_are_read_in_linear_time(string pattern)
    {
        foreach (var columns in (int[])[2, 3, 8, 9, 10_000])
        {
            var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(pattern, 200_000 / pattern.Length)));
            var lexer = new CsvLexer(
                new CsvSyntax
                {
                    QuotedBytesMax = 5,
                    QuotedLinesMax = 1,
                    ColumnCount = columns,
                }
            );
            lexer.Tokenize(input, new CsvRows());
            Assert.InRange(lexer.ExaminedByteCount, 0, input.Length * LongWorkMax);
        }
    }

    [Theory]
    [InlineData("a||b|c||\"d||e\"\n", "||", "a|b|c|d||e")]
    [InlineData("a|||b\n", "||", "a||b")]
    [InlineData("a，\"b，c\"，d\n", "，", "a|b，c|d")]
    [InlineData("\"a\" ;b\n", " ;", "a|b")]
    public void Delimiters_of_several_bytes_separate_fields(string input, string delimiter, string expected)
    {
        var syntax = new CsvSyntax { Delimiter = Encoding.UTF8.GetBytes(delimiter) };
        var rows = new CsvRows();
        var bytes = Encoding.UTF8.GetBytes(input);
        new CsvLexer(syntax).Tokenize(bytes, rows);
        Assert.Equal(expected, CsvText.Values(bytes, rows, syntax));
    }

    [Theory]
    [InlineData("\"a \\\"b\\\" c\",d\n", "a \"b\" c|d")]
    [InlineData("\"back\\\\\",d\n", "back\\|d")]
    [InlineData("\"a\\nb\",\"c\"\"d\"\n", "a\\nb|c\"d")]
    [InlineData("a\\\"b,c\n", "a\\\"b|c")]
    public void Backslashes_escape_quotes_and_themselves_inside_quotes(string input, string expected)
    {
        var syntax = new CsvSyntax { Escape = CsvEscape.Backslash };
        var rows = new CsvRows();
        var bytes = Encoding.UTF8.GetBytes(input);
        new CsvLexer(syntax).Tokenize(bytes, rows);
        Assert.Equal(expected, CsvText.Values(bytes, rows, syntax));
    }

    [Fact]
    public void Without_a_quote_quotes_and_zero_bytes_are_text()
    {
        var syntax = new CsvSyntax { Quote = 0 };
        var rows = new CsvRows();
        var bytes = "\"a,b\"\n\0,\0x\n"u8.ToArray();
        foreach (var kernel in CsvKernels.Supported)
        {
            var cut = CsvCutter.Create(syntax, kernel).Cut(bytes, isEndOfInput: true);
            CsvTokenizer.Create(syntax, kernel).Tokenize(bytes, rows);
            Assert.Equal("\"a|b\"\n\0|\0x", CsvText.Values(bytes, rows, syntax));
        }
    }

    [Fact]
    public void Grammars_that_contradict_themselves_are_refused()
    {
        CsvSyntax[] bad =
        [
            new() { Delimiter = [] },
            new() { Delimiter = "\n"u8.ToArray() },
            new() { Delimiter = "\""u8.ToArray() },
            new() { Quote = (byte)'\n' },
            new() { Quote = (byte)' ' },
            new() { Delimiter = "\\"u8.ToArray(), Escape = CsvEscape.Backslash },
            new() { QuotedBytesMax = -1 },
        ];
        foreach (var syntax in bad)
        {
            Assert.ThrowsAny<ArgumentException>(() => new CsvLexer(syntax));
            Assert.ThrowsAny<ArgumentException>(() => CsvCutter.Create(syntax));
            Assert.ThrowsAny<ArgumentException>(() => CsvTokenizer.Create(syntax));
        }
    }

    static string Print(CsvRows rows)
    {
        var records = new List<string>();
        foreach (var row in rows.Rows)
        {
            var fields = CsvText.Fields(rows, row);
            var flag = row.HasStrayQuote ? "!" : "";
            records.Add(flag + string.Join(' ', fields.Select(field => $"{field.Offset}+{field.Length}")));
        }
        return string.Join('/', records);
    }

    /// <summary>A second reading of the grammar, without limits, that shares nothing with the lexer.</summary>
    static string ReadByExpression(string text)
    {
        var records = new List<string>();
        var position = 0;
        while (position < text.Length)
        {
            var blank = LineEnd().Match(text, position);
            if (blank.Success && blank.Length > 0)
            {
                position += blank.Length;
                continue;
            }
            var (fields, flag) = (new List<string>(), "");
            while (true)
            {
                var quoted = Quoted().Match(text, position);
                var field = quoted.Success ? quoted : Unquoted().Match(text, position);
                flag = !quoted.Success && field.Value.StartsWith('"') ? "!" : flag;
                fields.Add($"{position}+{field.Length}");
                position += field.Length;
                var isMore = position < text.Length && text[position] == ',';
                position += isMore ? 1 : LineEnd().Match(text, position).Length;
                if (!isMore)
                {
                    break;
                }
            }
            records.Add(flag + string.Join(' ', fields));
        }
        return string.Join('/', records);
    }

    [GeneratedRegex("""\G(?>"(?>(?:[^"]|"")*)")[ \t]*(?=[,\r\n]|\z)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\G[^,\r\n]*")]
    private static partial Regex Unquoted();

    [GeneratedRegex(@"\G(?:\r\n|\r|\n|\z)")]
    private static partial Regex LineEnd();
}

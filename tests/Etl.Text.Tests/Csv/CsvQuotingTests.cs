using System.Text;
using Etl.Text.Csv;
using Etl.Text.Masks;
using FsCheck;
using FsCheck.Fluent;

namespace Etl.Text.Tests.Csv;

public sealed class CsvQuotingTests
{
    static readonly CsvSyntax[] grammars =
    [
        new(),
        new() { Delimiter = "\t"u8.ToArray() },
        new() { Delimiter = "||"u8.ToArray() },
        new() { Quote = (byte)'\'', Delimiter = ";"u8.ToArray() },
        new() { Escape = CsvEscape.Backslash },
    ];

    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("a\t", "\"a\t\"")]
    [InlineData("\"", "\"\"\"\"")]
    public void Values_are_quoted_only_when_they_must_be(string value, string expected)
    {
        var source = Encoding.UTF8.GetBytes(value);
        var quoting = new CsvQuoting(new CsvSyntax());
        foreach (var room in (int[])[CsvQuoting.MaxLength(source.Length), 1000])
        {
            var destination = new byte[room];
            var length = quoting.Write(source, destination);
            Assert.Equal(expected, Encoding.UTF8.GetString(destination, 0, length));
        }
    }

    [Fact]
    public void Every_width_agrees_with_the_scalar_twin()
    {
        const int Seed = 9;
        var random = new Random(Seed);
        var buffer = new byte[3 * 4096];
        foreach (var syntax in grammars)
        {
            var quoting = new CsvQuoting(syntax);
            for (var round = 0; round < 5_000; round++)
            {
                if (round % 50 == 0)
                {
                    foreach (ref var item in buffer.AsSpan())
                    {
                        item = random.Next(60) == 0 ? ",\"\r\n \t|;'\\"u8[random.Next(10)] : (byte)'x';
                    }
                }
                var length = random.Next(random.Next(2) == 0 ? 20 : 200);
                var value = buffer.AsSpan(random.Next(buffer.Length - length), length);
                var expected = quoting.NeedsQuotesScalar(value);
                Assert.Equal((Seed, round, expected), (Seed, round, quoting.NeedsQuotes(value)));
                Assert.Equal((Seed, round, expected), (Seed, round, quoting.NeedsQuotes<Chunk128>(value)));
                Assert.Equal((Seed, round, expected), (Seed, round, quoting.NeedsQuotes<Chunk256>(value)));
                Assert.Equal((Seed, round, expected), (Seed, round, quoting.NeedsQuotes<Chunk512>(value)));
            }
        }
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll<string[], int>(
                (texts, choice) =>
                {
                    var syntax = grammars[Math.Abs(choice % grammars.Length)];
                    var values = (texts ?? []).Select(text => Encoding.UTF8.GetBytes(text ?? "")).ToArray();
                    return values.Length == 0 || RoundTrip([.. values, "end"u8.ToArray()], syntax);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Values_dense_in_quotes_and_delimiters_are_read_back()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        for (var round = 0; round < 5_000; round++)
        {
            var syntax = grammars[round % grammars.Length];
            var values = new byte[random.Next(1, 5)][];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = new byte[random.Next(random.Next(10) == 0 ? 90 : 6)];
                foreach (ref var item in values[index].AsSpan())
                {
                    item = ",\"\r\n \t|;'\\ab"u8[random.Next(12)];
                }
            }
            Assert.True(RoundTrip([.. values, "end"u8.ToArray()], syntax), $"seed {Seed}, round {round}");
        }
    }

    static bool RoundTrip(byte[][] values, CsvSyntax syntax)
    {
        var quoting = new CsvQuoting(syntax);
        var line = new byte[values.Sum(value => CsvQuoting.MaxLength(value.Length) + syntax.Delimiter.Length)];
        var length = 0;
        for (var index = 0; index < values.Length; index++)
        {
            if (index > 0)
            {
                syntax.Delimiter.CopyTo(line.AsSpan(length));
                length += syntax.Delimiter.Length;
            }
            length += quoting.Write(values[index], line.AsSpan(length));
        }
        var block = line.AsSpan(0, length);
        var rows = new CsvRows();
        new CsvLexer(syntax).Tokenize(block, rows);
        var isSame = rows.RowCount == 1 && rows.FieldCount == values.Length;
        for (var index = 0; isSame && index < values.Length; index++)
        {
            var field = rows.Field(rows.Rows[0], index);
            var raw = block.Slice(field.Offset, field.Length);
            var value = new byte[raw.Length];
            isSame = value.AsSpan(0, CsvUnescape.Unescape(raw, syntax, value)).SequenceEqual(values[index]);
        }
        return isSame;
    }
}

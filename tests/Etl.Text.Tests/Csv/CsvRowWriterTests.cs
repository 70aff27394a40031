using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvRowWriterTests
{
    static readonly CsvSyntax[] grammars =
    [
        new(),
        new() { Delimiter = "\t"u8.ToArray() },
        new() { Delimiter = " "u8.ToArray() },
        new() { Quote = (byte)'\'', Delimiter = ";"u8.ToArray() },
        new() { Escape = CsvEscape.Backslash },
    ];

    [Theory]
    [InlineData("a|b|c", "a,b,c")]
    [InlineData("a||", "a,,")]
    [InlineData("", "")]
    [InlineData("a,b| c|d ", "\"a,b\",\" c\",\"d \"")]
    [InlineData("a b|say \"hi\"", "a b,\"say \"\"hi\"\"\"")]
    [InlineData(
        "1234567890123456789012345678901|12345678901234567890123456789012|123456789012345678901234567890123",
        "1234567890123456789012345678901,12345678901234567890123456789012,123456789012345678901234567890123"
    )]
    [InlineData("1234567890123456789012345678901,|x", "\"1234567890123456789012345678901,\",x")]
    [InlineData("1234567890123456789012345678901 |x", "\"1234567890123456789012345678901 \",x")]
    public void A_row_is_its_values_with_delimiters_between(string values, string expected)
    {
        var (buffer, cells) = Join([.. values.Split('|').Select(Encoding.UTF8.GetBytes)]);
        Assert.Equal(expected, Write(new CsvRowWriter(new CsvSyntax()), buffer, cells));
    }

    [Fact]
    public void Cells_are_written_in_the_order_given_wherever_they_lie()
    {
        var (buffer, cells) = Join(["one"u8.ToArray(), "two"u8.ToArray(), "three"u8.ToArray()]);
        var writer = new CsvRowWriter(new CsvSyntax());
        Assert.Equal("three,,one,three", Write(writer, buffer, [cells[2], default, cells[0], cells[2]]));
        Assert.Equal(",", Write(writer, buffer, [default, default]));
        Assert.Equal("", Write(writer, buffer, []));
    }

    [Fact]
    public void A_quote_behind_a_cell_is_no_reason_for_quotes()
    {
        var buffer = Encoding.UTF8.GetBytes("\"one\",\"two, three\",four\"" + new string(' ', 100));
        var writer = new CsvRowWriter(new CsvSyntax());
        Assert.Equal("one,\"two, three\",four", Write(writer, buffer, [new(1, 3), new(7, 10), new(19, 4)]));
    }

    [Fact]
    public void A_delimiter_of_several_bytes_stands_between_all_fields()
    {
        var (buffer, cells) = Join(["one"u8.ToArray(), "a|b"u8.ToArray(), []]);
        var writer = new CsvRowWriter(new CsvSyntax { Delimiter = "||"u8.ToArray() });
        Assert.Equal("one||\"a|b\"||", Write(writer, buffer, cells));
    }

    [Fact]
    public void Whole_registers_write_what_single_values_write_however_much_room_there_is()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var (buffer, cells) = Join(RandomValues(random));
            // Behind the last cell there may be more to read, as in a batch.
            buffer = [.. buffer, .. "\""u8, .. new byte[random.Next(2) * 100]];
            var writer = new CsvRowWriter(grammars[round % grammars.Length]);
            var lengthMax = writer.MaxLength(cells.Sum(cell => cell.Length), cells.Length);
            var expected = new byte[lengthMax];
            Assert.True(writer.TryWriteSingly(buffer, cells, expected, out var length));
            foreach (var room in (int[])[lengthMax, lengthMax + 200, random.Next(lengthMax)])
            {
                var actual = new byte[room];
                var isWritten = writer.TryWrite(buffer, cells, actual, out var actualLength);
                Assert.True(isWritten || room < lengthMax, $"seed {Seed}, round {round}: {room} bytes of {lengthMax}");
                if (isWritten)
                {
                    Assert.Equal(
                        (Seed, round, Encoding.Latin1.GetString(expected, 0, length)),
                        (Seed, round, Encoding.Latin1.GetString(actual, 0, actualLength))
                    );
                }
            }
        }
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\t')]
    [InlineData('"')]
    [InlineData(',')]
    [InlineData('\n')]
    [InlineData('\r')]
    public void A_byte_that_asks_for_quotes_is_seen_at_either_end_of_a_cell_wherever_it_stands(char special)
    {
        var writer = new CsvRowWriter(new CsvSyntax());
        for (var before = 0; before < 130; before++)
        {
            var first = new string('x', before / 2);
            var second = new string('y', before - (before / 2));
            foreach (var value in (string[])[$"{special}a", $"a{special}", $"{special}"])
            {
                var (buffer, cells) = Join([.. new[] { first, second, value, "end" }.Select(Encoding.UTF8.GetBytes)]);
                var written = value.Replace("\"", "\"\"", StringComparison.Ordinal);
                Assert.Equal($"{first},{second},\"{written}\",end", Write(writer, [.. buffer, .. new byte[64]], cells));
            }
        }
    }

    [Fact]
    public void A_row_of_usual_cells_fits_into_the_usual_length()
    {
        var (buffer, all) = Join([.. Enumerable.Repeat(Encoding.UTF8.GetBytes(new string('x', 64)), 30), new byte[65]]);
        var cells = all[..30];
        var writer = new CsvRowWriter(new CsvSyntax());
        var isWritten = writer.TryWrite(buffer, cells, new byte[CsvRowWriter.UsualLength(30)], out var length);
        Assert.Equal((true, (30 * 65) - 1), (isWritten, length));
    }

    static byte[][] RandomValues(Random random)
    {
        var values = new byte[random.Next(1, random.Next(20) == 0 ? 40 : 8)][];
        foreach (ref var value in values.AsSpan())
        {
            value = new byte[random.Next(random.Next(3) == 0 ? 80 : 36)];
            foreach (ref var item in value.AsSpan())
            {
                item = random.Next(120) == 0 ? ",\"\r\n \t;'\\"u8[random.Next(9)] : (byte)random.Next(0x21, 0x100);
            }
        }
        return values;
    }

    /// <summary>The values one behind the other, without anything behind the last one.</summary>
    static (byte[] Buffer, FieldSpan[] Cells) Join(byte[][] values)
    {
        var cells = new FieldSpan[values.Length];
        var end = 0;
        for (var index = 0; index < values.Length; index++)
        {
            cells[index] = new FieldSpan(end, values[index].Length);
            end += values[index].Length;
        }
        return (values.SelectMany(value => value).ToArray(), cells);
    }

    static string Write(CsvRowWriter writer, byte[] buffer, FieldSpan[] cells)
    {
        var lengthMax = writer.MaxLength(cells.Sum(cell => cell.Length), cells.Length);
        var destination = new byte[lengthMax + CsvRowWriter.UsualLength(cells.Length)];
        Assert.True(writer.TryWrite(buffer, cells, destination, out var length));
        return Encoding.UTF8.GetString(destination, 0, length);
    }
}

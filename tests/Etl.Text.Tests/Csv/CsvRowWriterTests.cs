using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvRowWriterTests
{
    static readonly CsvSyntax[] grammars =
    [
        new(),
        new() { Delimiter = "\t"u8.ToArray() },
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
        Assert.Equal(
            expected,
            Write(new CsvRowWriter(new CsvSyntax()), buffer, cells, [.. Enumerable.Range(0, cells.Length)])
        );
    }

    [Fact]
    public void Columns_are_written_in_the_order_asked_for_and_those_without_a_cell_are_empty()
    {
        var (buffer, cells) = Join(["one"u8.ToArray(), "two"u8.ToArray(), "three"u8.ToArray()]);
        var writer = new CsvRowWriter(new CsvSyntax());
        Assert.Equal("three,,one,three", Write(writer, buffer, cells, [2, -1, 0, 2]));
        Assert.Equal(",", Write(writer, buffer, cells, [-1, -1]));
        Assert.Equal("", Write(writer, buffer, cells, []));
    }

    [Fact]
    public void A_delimiter_of_several_bytes_stands_between_all_fields()
    {
        var (buffer, cells) = Join(["one"u8.ToArray(), "a|b"u8.ToArray(), []]);
        var writer = new CsvRowWriter(new CsvSyntax { Delimiter = "||"u8.ToArray() });
        Assert.Equal("one||\"a|b\"||", Write(writer, buffer, cells, [0, 1, 2]));
    }

    [Fact]
    public void Whole_registers_write_what_single_values_write_with_and_without_room_behind()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var syntax = grammars[round % grammars.Length];
            var (buffer, cells) = Join(RandomValues(random));
            var columns = Enumerable
                .Range(0, cells.Length)
                .Select(column => random.Next(9) == 0 ? -1 : column)
                .ToArray();
            var writer = new CsvRowWriter(syntax);
            var lengthMax = writer.MaxLength(cells.Sum(cell => cell.Length), columns.Length);
            var expected = new byte[lengthMax];
            var length = writer.WriteSingly(buffer, cells, columns, expected);
            foreach (var room in (int[])[lengthMax, lengthMax + CsvRowWriter.Room])
            {
                var actual = new byte[room];
                var actualLength = writer.WriteWhole(buffer, cells, columns, actual);
                Assert.Equal(
                    (Seed, round, Encoding.Latin1.GetString(expected, 0, length)),
                    (Seed, round, Encoding.Latin1.GetString(actual, 0, actualLength))
                );
            }
        }
    }

    static byte[][] RandomValues(Random random)
    {
        var values = new byte[random.Next(1, 8)][];
        foreach (ref var value in values.AsSpan())
        {
            value = new byte[random.Next(random.Next(3) == 0 ? 80 : 36)];
            foreach (ref var item in value.AsSpan())
            {
                item = random.Next(60) == 0 ? ",\"\r\n \t;'\\"u8[random.Next(9)] : (byte)random.Next(0x21, 0x100);
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

    static string Write(CsvRowWriter writer, byte[] buffer, FieldSpan[] cells, int[] columns)
    {
        var lengthMax = writer.MaxLength(cells.Sum(cell => cell.Length), columns.Length);
        var destination = new byte[lengthMax + CsvRowWriter.Room];
        return Encoding.UTF8.GetString(destination, 0, writer.Write(buffer, cells, columns, destination));
    }
}

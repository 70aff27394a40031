using System.Globalization;
using System.Text;
using Etl.Formats.Csv;
using Etl.Text.Csv;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvSampleTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(262)]
    [InlineData(1000)]
    public void The_first_500_records_are_read_however_long_they_are(int length)
    {
        var rows = new CsvSample(Encoding.UTF8.GetBytes(Records(700, length)), isWhole: true).Read(0, new CsvSyntax());
        Assert.Equal(Enumerable.Range(0, CsvSample.RowsMax).Select(Number), rows.Select(row => row.Values[0]));
        Assert.All(rows, row => Assert.Equal(length - 6, row.Values[1].Length));
    }

    [Fact]
    public void Fewer_records_are_all_read_and_a_cut_last_one_is_none_of_them()
    {
        var text = Encoding.UTF8.GetBytes(Records(300, 1000));
        Assert.Equal(300, new CsvSample(text, isWhole: true).Read(0, new CsvSyntax()).Count);
        Assert.Equal(
            299,
            new CsvSample(text.AsSpan(0, text.Length - 5), isWhole: false).Read(0, new CsvSyntax()).Count
        );
    }

    static string Records(int count, int length) =>
        string.Concat(Enumerable.Range(0, count).Select(row => $"{Number(row)},{new string('x', length - 6)}\n"));

    static string Number(int row) => row.ToString("0000", CultureInfo.InvariantCulture);
}

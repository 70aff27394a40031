using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Tests.Normalization.Places;

public sealed class NameTableTests
{
    public static TheoryData<string> Resources =>
        [
            "Etl.Core.Normalization.Countries.countries.txt",
            "Etl.Core.Normalization.Regions.regions.txt",
            "Etl.Core.Normalization.Dates.months.txt",
        ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void The_lines_of_a_table_are_in_the_order_of_their_bytes(string resource)
    {
        var previous = "";
        foreach (var line in PlaceNameTests.Lines(resource))
        {
            var order = Encoding.UTF8.GetBytes(previous).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(line));
            Assert.True(order < 0, $"\"{line}\" must not stand behind \"{previous}\" in {resource}.");
            previous = line;
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Each_name_of_a_table_is_found_and_stands_once(string resource)
    {
        var table = NameTable.Load(resource);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in PlaceNameTests.Lines(resource))
        {
            var divider = line.LastIndexOf(' ');
            Assert.True(names.Add(line[..divider]), $"\"{line[..divider]}\" stands twice in {resource}.");
            Assert.Equal(line[(divider + 1)..], Find(table, line[..divider]));
            Assert.Equal("", Find(table, line[..divider] + "zz"));
        }
    }

    [Theory]
    [InlineData("a", "1")]
    [InlineData("ab", "2")]
    [InlineData("b", "3")]
    [InlineData("", "")]
    [InlineData("A", "")]
    [InlineData("aa", "")]
    [InlineData("c", "")]
    public void Names_are_found_by_halves(string name, string meaning) =>
        Assert.Equal(meaning, Find(new NameTable([.. "# letters of the test\na 1\nab 2\nb 3\n"u8]), name));

    static string Find(NameTable table, string name) =>
        Encoding.UTF8.GetString(table.Find(Encoding.UTF8.GetBytes(name)));
}

using System.Text;
using Etl.Core.Normalization.Addresses;
using Etl.Text;

namespace Etl.Core.Tests.Normalization.Addresses;

public sealed class AddressPartsTests
{
    [Theory]
    [InlineData("512 Means St.  Suite 404  Atlanta  GA  30318  US", "512 Means St.|Suite 404|Atlanta|GA|30318|US")]
    [InlineData("512 Means St.  Suite 404  Atlanta  GA  30318  USA", "512 Means St.|Suite 404|Atlanta|GA|30318|USA")]
    [InlineData("512 Means St.  Atlanta  GA  30318", "512 Means St.||Atlanta|GA|30318|")]
    [InlineData(
        "1701 Bristol Ave.   Barrington  Rhode Island  02806  USA ",
        "1701 Bristol Ave.||Barrington|Rhode Island|02806|USA"
    )]
    [InlineData("Hauptstr. 5  Berlin  10115  DE", "Hauptstr. 5||Berlin||10115|DE")]
    [InlineData("Hauptstr. 5  2. OG  Berlin  10115  DE", "Hauptstr. 5|2. OG|Berlin||10115|DE")]
    [InlineData("Hauptstr. 5  Berlin  BE  10115  Germany", "Hauptstr. 5||Berlin|BE|10115|Germany")]
    [InlineData("Dlouhá 1  Praha 5  150 00  CZ", "Dlouhá 1||Praha 5||150 00|CZ")]
    [InlineData("Via Roma 1  Roma  RM  00100  IT", "Via Roma 1||Roma|RM|00100|IT")]
    [InlineData(
        "Flat 2  10 Downing St  London  Greater London  SW1A 2AA  GB",
        "Flat 2|10 Downing St|London|Greater London|SW1A 2AA|GB"
    )]
    [InlineData("Hauptstr. 5  Berlin", "Hauptstr. 5||Berlin|||")]
    public void Parts_between_two_spaces_are_told(string value, string parts) => Assert.Equal(parts, Read(value));

    [Theory]
    [InlineData("Hauptstr. 5  Hinterhaus  Berlin  10115  DE")] // a second line, or a city in Berlin
    [InlineData("1 Main St  State House  New York  10001  US")]
    [InlineData("10 Downing St  London  Greater London  SW1A 2AA  GB")]
    [InlineData("512 Means St.  Atlanta  GA")] // Georgia or Gabon
    [InlineData("a  b  c  d  e  10115  DE")]
    [InlineData("123 Main St, Springfield, IL 62704")]
    [InlineData("Hauptstr. 5")]
    [InlineData("10115  DE")]
    [InlineData("  ")]
    public void What_reads_in_two_ways_is_not_read(string value) => Assert.Equal("", Read(value));

    static string Read(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var parts = new FieldSpan[AddressParts.Count];
        return AddressParts.TryRead(bytes, parts)
            ? string.Join('|', parts.Select(part => Encoding.UTF8.GetString(bytes, part.Offset, part.Length)))
            : "";
    }
}

using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Tests.Normalization.Places;

namespace Etl.Core.Tests.Normalization.Countries;

public sealed class CountryTableTests
{
    [Fact]
    public void Each_name_of_the_table_is_found_but_for_small_letters_alone()
    {
        var count = 0;
        foreach (var line in PlaceNameTests.Lines("Etl.Core.Normalization.Countries.countries.txt"))
        {
            var divider = line.LastIndexOf(' ');
            var (name, code) = (line[..divider], line[(divider + 1)..]);
            // The sign of a vehicle is a capital; a small letter is a mark.
            var isSign = name.Length == 1 && char.IsAscii(name[0]);
            Assert.Equal((name, isSign ? "" : code), (name, Find(name)));
            Assert.Equal((name, code), (name, Find(name.ToUpperInvariant())));
            count++;
        }
        Assert.True(count > 6000);
    }

    [Theory]
    [InlineData("Áo", "AT")]
    [InlineData("Bỉ", "BE")]
    [InlineData("Séc", "CZ")]
    [InlineData("Síp", "CY")]
    [InlineData("Çin", "CN")]
    [InlineData("ÇİN", "CN")]
    [InlineData("ÇIN", "CN")]
    [InlineData(" çin ", "CN")]
    [InlineData("Đức", "DE")]
    [InlineData("ĐỨC", "DE")]
    [InlineData("Irã", "IR")]
    [InlineData("Ý", "IT")]
    [InlineData("Lào", "LA")]
    [InlineData("Omã", "OM")]
    [InlineData("Çad", "TD")]
    [InlineData("Čad", "TD")]
    [InlineData("Úc", "AU")]
    [InlineData("Mỹ", "US")]
    [InlineData("É.-U.", "US")]
    public void Short_names_are_told_by_their_accents(string name, string code) => Assert.Equal(code, Find(name));

    [Theory]
    // Without their accents they are the code of another country, or of none.
    [InlineData("AO", "AO")]
    [InlineData("Nga", "NG")]
    [InlineData("CAD", "")]
    [InlineData("Cin", "")]
    [InlineData("IRA", "")]
    [InlineData("Duc", "")]
    [InlineData("É", "")]
    [InlineData("N/À", "")]
    [InlineData("dé", "")]
    [InlineData("ＤＥ", "")]
    // Abbreviations of two letters, which are states and provinces, too: the United States and the United Kingdom in Dutch, Turkish and Spanish.
    [InlineData("VS", "")]
    [InlineData("VK", "")]
    [InlineData("BK", "")]
    [InlineData("RU", "RU")]
    public void Short_names_that_are_codes_or_marks_are_read_as_such(string name, string code) =>
        Assert.Equal(code, Find(name));

    static string Find(string name) => Encoding.ASCII.GetString(CountryTable.Find(Encoding.UTF8.GetBytes(name)));
}

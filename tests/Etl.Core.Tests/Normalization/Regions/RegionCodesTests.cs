using System.Text;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Regions;

namespace Etl.Core.Tests.Normalization.Regions;

public sealed class RegionCodesTests
{
    [Theory]
    [InlineData("US")]
    [InlineData("CA")]
    [InlineData("AU")]
    [InlineData("CN")]
    [InlineData("DE")]
    [InlineData("BR")]
    [InlineData("IN")]
    [InlineData("JP")]
    public void Two_capitals_mean_what_the_table_of_names_says(string country)
    {
        var land = Encoding.ASCII.GetBytes(country);
        for (var first = 'A'; first <= 'Z'; first++)
        {
            for (var second = 'A'; second <= 'Z'; second++)
            {
                byte[] value = [(byte)first, (byte)second];
                var expected = RegionTable.FindName(land, value).ToArray();
                Assert.Equal(expected, RegionTable.Find(land, value).ToArray());
                var isOwn = RegionCodes.IsOwn(CountryLetters.PlaceOfPair(land), CountryLetters.PlaceOfPair(value));
                Assert.Equal(expected.AsSpan().SequenceEqual(value), isOwn);
            }
        }
    }

    [Fact]
    public void Two_small_letters_are_found_by_name() =>
        Assert.Equal("CA"u8.ToArray(), RegionTable.Find("US"u8, "ca"u8).ToArray());
}

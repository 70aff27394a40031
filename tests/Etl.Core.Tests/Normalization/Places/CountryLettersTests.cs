using System.Text;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Tests.Normalization.Places;

public sealed class CountryLettersTests
{
    [Fact]
    public void A_place_is_that_of_a_country_and_of_no_other_pair()
    {
        for (var first = 'A'; first <= 'Z'; first++)
        {
            for (var second = 'A'; second <= 'Z'; second++)
            {
                byte[] code = [(byte)first, (byte)second];
                var place = 26 * (first - 'A') + second - 'A';
                var isCountry = CountryTable.IsAlpha2(code);
                var isOwn = isCountry && !CountryOrState.IsSharedCode(code);
                Assert.Equal(place, CountryLetters.PlaceOfPair(code));
                Assert.Equal(
                    isCountry ? place : CountryLetters.Unknown,
                    CountryLetters.PlaceOf(code, takesShared: true)
                );
                Assert.Equal(isOwn ? place : CountryLetters.Unknown, CountryLetters.PlaceOf(code, takesShared: false));
            }
        }
    }

    [Theory]
    [InlineData("us")]
    [InlineData("@A")]
    [InlineData("A[")]
    [InlineData("A ")]
    [InlineData("É")]
    public void What_is_no_pair_of_capitals_has_no_place(string text) =>
        Assert.Equal(CountryLetters.Unknown, CountryLetters.PlaceOfPair(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("US", true)]
    [InlineData("FR", true)]
    [InlineData("CA", false)]
    [InlineData("XX", false)]
    [InlineData("USA", false)]
    [InlineData("", false)]
    public void The_field_settles_the_country_of_a_record_where_nothing_can_speak_against_it(
        string country,
        bool isSettled
    )
    {
        var batch = CleaningBench.Batch(
            ["country", "postal_code", "state"],
            [Encoding.UTF8.GetBytes(country), "90210"u8.ToArray(), "CA"u8.ToArray()]
        );
        var countries = RowCountry.In(batch.Layout, NormalizationOptions.Default);
        Assert.Equal(isSettled, countries.PlaceOf(batch, 0) != CountryLetters.Unknown);
        // A code that Etl wrote was the name of a country.
        batch.Replace(0, 0, Encoding.UTF8.GetBytes(country));
        Assert.Equal(isSettled || country == "CA", countries.PlaceOf(batch, 0) != CountryLetters.Unknown);
    }
}

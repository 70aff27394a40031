namespace Etl.Core.Tests.Normalization;

public sealed class CountryTests
{
    [Theory]
    [InlineData("US", "US", "")]
    [InlineData("us", "US", "COUNTRY_CODED")]
    [InlineData("USA", "US", "COUNTRY_CODED")]
    [InlineData(" U.S.A. ", "US", "COUNTRY_CODED")]
    [InlineData("united states of america", "US", "COUNTRY_CODED")]
    [InlineData("840", "US", "COUNTRY_CODED")]
    [InlineData("UK", "GB", "COUNTRY_CODED")]
    [InlineData("England", "GB", "COUNTRY_CODED")]
    [InlineData("Holland", "NL", "COUNTRY_CODED")]
    [InlineData("Côte d'Ivoire", "CI", "COUNTRY_CODED")]
    [InlineData("Cote d’Ivoire", "CI", "COUNTRY_CODED")]
    [InlineData("Korea, Republic of", "KR", "COUNTRY_CODED")]
    [InlineData("Turkey", "TR", "COUNTRY_CODED")]
    [InlineData("TÜRKIYE", "TR", "COUNTRY_CODED")]
    [InlineData("deu", "DE", "COUNTRY_CODED")]
    [InlineData("Atlantis ", "Atlantis", "COUNTRY_UNKNOWN TEXT_TRIMMED")]
    [InlineData("N/A", "N/A", "COUNTRY_UNKNOWN")]
    [InlineData("n.a.", "n.a.", "COUNTRY_UNKNOWN")]
    [InlineData("NA", "NA", "")]
    [InlineData("XX", "XX", "COUNTRY_UNKNOWN")]
    [InlineData("#N/A", "", "EXCEL_ERROR_VALUE")]
    public void Countries_become_codes(string value, string cleaned, string codes) =>
        CleaningBench.Expect("country", value, cleaned, codes);

    [Fact]
    public void The_table_is_complete()
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToArray();
        var codes = letters.SelectMany(first => letters.Select(second => $"{first}{second}"));
        var count = codes.Count(code => CleaningBench.Clean("country", code) == (code, ""));
        Assert.Equal(249, count);
    }
}

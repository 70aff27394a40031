namespace Etl.Core.Tests.Normalization;

public sealed class ListAndStateTests
{
    [Theory]
    [InlineData("vip", "vip", "")]
    [InlineData("vip;new", "vip;new", "")]
    [InlineData("vip, new|vip ;; old", "vip;new;old", "TAGS_FORMATTED")]
    [InlineData("a ::: b", "a;b", "TAGS_FORMATTED")]
    [InlineData("a\r\nb", "a;b", "TAGS_FORMATTED TEXT_LINE_BREAKS_UNIFIED")]
    [InlineData(" ; , ", "", "TAGS_FORMATTED TEXT_TRIMMED")]
    [InlineData("two  words;x", "two words;x", "TEXT_SPACES_COLLAPSED")]
    public void Tags_are_split_and_joined(string value, string cleaned, string codes) =>
        CleaningBench.Expect("tags", value, cleaned, codes);

    [Fact]
    public void Many_tags_are_told_apart_by_hash()
    {
        var tags = Enumerable.Range(0, 500).Select(number => $"tag{number % 250}").ToArray();
        var (value, _) = CleaningBench.Clean("tags", string.Join(',', tags));
        Assert.Equal(string.Join(';', tags.Distinct()), value);
    }

    [Theory]
    [InlineData("https://example.com/Path?Q=A", "https://example.com/Path?Q=A", "")]
    [InlineData("HTTPS://Example.COM/Path", "https://example.com/Path", "URL_LOWERCASED")]
    [InlineData("WWW.Example.com", "www.example.com", "URL_LOWERCASED")]
    [InlineData("http://User@Example.com/", "http://User@example.com/", "URL_LOWERCASED")]
    [InlineData("See below", "See below", "")]
    [InlineData(" example.com ", "example.com", "TEXT_TRIMMED")]
    public void Web_addresses_lose_capitals_in_scheme_and_host(string value, string cleaned, string codes) =>
        CleaningBench.Expect("website", value, cleaned, codes);

    [Theory]
    [InlineData("subscribed", "subscribed", "")]
    [InlineData("Yes", "subscribed", "CONSENT_MAPPED")]
    [InlineData("Opt-Out", "unsubscribed", "CONSENT_MAPPED")]
    [InlineData("FALSE", "unsubscribed", "CONSENT_MAPPED")]
    [InlineData("pending", "pending", "")]
    [InlineData("bounced", "cleaned", "CONSENT_MAPPED")]
    [InlineData("maybe", "maybe", "CONSENT_UNKNOWN")]
    public void Consent_words_are_mapped(string value, string cleaned, string codes) =>
        CleaningBench.Expect("consent", value, cleaned, codes);

    [Theory]
    [InlineData("01234", "01234", "")]
    [InlineData("='01234'", "01234", "EXCEL_TEXT_UNWRAPPED")]
    public void Postal_codes_keep_their_zeros(string value, string cleaned, string codes) =>
        CleaningBench.Expect("postal_code", value, cleaned, codes);
}

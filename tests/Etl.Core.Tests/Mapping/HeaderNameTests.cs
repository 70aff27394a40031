using Etl.Core.Mapping;
using Etl.Testing;

namespace Etl.Core.Tests.Mapping;

public sealed class HeaderNameTests
{
    [Theory]
    [InlineData(" *E-mail_Address (required)", "emailaddress")]
    [InlineData("Ｅｍａｉｌ", "email")]
    [InlineData("*手机（必填）", "手机")]
    [InlineData("Email Address(Required)*", "emailaddress")]
    [InlineData("PLAIN header_1", "plainheader1")]
    [InlineData("\uFFFE", "")]
    [InlineData("Na\uFFFEme", "name")]
    [InlineData("\uD800", "")]
    [InlineData("Na\uDC00me\uD83D", "name")]
    public void Headers_are_compared_by_their_letters_and_digits(string header, string expected)
    {
        var normal = HeaderName.Normalize(header);

        Assert.Equal(expected, normal);
    }

    [Fact]
    public void Any_text_can_be_a_header()
    {
        Assert.All(
            [.. NaughtyStrings.Delimited, .. NaughtyStrings.Invisible, "\uFFFE", "\uD800x"],
            header => Assert.NotNull(HeaderName.Normalize(header))
        );
    }
}

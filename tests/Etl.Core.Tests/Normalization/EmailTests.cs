using System.Globalization;

namespace Etl.Core.Tests.Normalization;

public sealed class EmailTests
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com", "")]
    [InlineData("Ann@Example.COM", "ann@example.com", "EMAIL_LOWERCASED")]
    [InlineData(" ann@example.com\u00A0", "ann@example.com", "TEXT_TRIMMED")]
    [InlineData("[ann@example.com](mailto:ann@example.com)", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("[Ann Lee](mailto:ann@example.com?subject=Hi)", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("[ann@example.com](https://example.com)", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("mailto:Ann@example.com?subject=Hi", "ann@example.com", "EMAIL_LOWERCASED EMAIL_UNWRAPPED")]
    [InlineData("Ann Smith <ann@example.com>", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("\"Smith, Ann\" <ann@example.com>;", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("<ann@example.com>", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("'ann@example.com'", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("(ann@example.com).", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("ann@exam\u200Bple.com", "ann@example.com", "TEXT_INVISIBLE_REMOVED")]
    [InlineData("ann+tag!#$%&'*/=?^_`{|}~-@example.com", "ann+tag!#$%&'*/=?^_`{|}~-@example.com", "")]
    [InlineData("o'neil@example.com", "o'neil@example.com", "")]
    [InlineData("ANN@MÜNCHEN.DE", "ann@münchen.de", "EMAIL_LOWERCASED")]
    [InlineData("用户@例子.中国", "用户@例子.中国", "")]
    [InlineData("ann@xn--mnchen-3ya.de", "ann@xn--mnchen-3ya.de", "")]
    [InlineData("#N/A", "", "EXCEL_ERROR_VALUE")]
    [InlineData("   ", "", "TEXT_TRIMMED")]
    public void Addresses_are_cleaned(string value, string cleaned, string codes) =>
        CleaningBench.Expect("email", value, cleaned, codes);

    [Theory]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@@example.com")]
    [InlineData("ann@b@example.com")]
    [InlineData(".ann@example.com")]
    [InlineData("ann.@example.com")]
    [InlineData("a..n@example.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann@.example.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@example-.com")]
    [InlineData("ann@exa_mple.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("ann@example., bob@")]
    [InlineData("ann@example.com😀")]
    [InlineData("n/a")]
    public void What_is_no_address_is_dropped_and_counted(string value)
    {
        Assert.Equal(("", "EMAIL_SYNTAX"), CleaningBench.Clean("email", value));
        Assert.Equal(
            (value, "rejected:EMAIL_SYNTAX"),
            CleaningBench.Clean("email", value, CleaningBench.Options(strict: true))
        );
    }

    [Theory]
    [InlineData(64, "example.com", "")]
    [InlineData(65, "example.com", "EMAIL_TOO_LONG")]
    [InlineData(10, "63", "")]
    [InlineData(10, "64", "EMAIL_TOO_LONG")]
    public void Lengths_follow_the_mail_standard(int localLength, string domain, string codes)
    {
        var host = int.TryParse(domain, CultureInfo.InvariantCulture, out var label)
            ? new string('b', label) + ".com"
            : domain;
        Assert.Equal(codes, CleaningBench.Clean("email", new string('a', localLength) + "@" + host).Codes);
    }

    [Theory]
    [InlineData(254, "")]
    [InlineData(255, "EMAIL_TOO_LONG")]
    public void The_whole_address_has_a_limit(int length, string codes)
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 49), 4)) + ".com"; // 203
        var value = "a@" + new string('e', length - 2 - domain.Length - 1) + "." + domain;
        Assert.Equal(length, value.Length);
        Assert.Equal(codes, CleaningBench.Clean("email", value).Codes);
    }
}

using Etl.Jobs.Options;

namespace Etl.Jobs.Tests.Options;

public sealed class NearestNameTests
{
    static readonly string[] names = ["email", "first_name", "phone", "on-duplicate"];

    [Theory]
    [InlineData("emial", "email")]
    [InlineData("firstname", "first_name")]
    [InlineData("PHONE", "phone")]
    [InlineData("on-dup", "on-duplicate")]
    public void A_typo_finds_its_name(string typed, string expected) =>
        Assert.Equal(expected, NearestName.Find(typed, names));

    [Fact]
    public void Something_else_finds_nothing() => Assert.Null(NearestName.Find("zebra", names));
}

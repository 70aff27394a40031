using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Diagnostics;

public sealed class NearestNamesTests
{
    static readonly string[] names = ["email", "first_name", "phone", "on-duplicate"];

    [Theory]
    [InlineData("emial", "email")]
    [InlineData("firstname", "first_name")]
    [InlineData("PHONE", "phone")]
    [InlineData("on-dup", "on-duplicate")]
    public void A_typo_finds_its_name(string typed, string expected) =>
        Assert.Equal(expected, NearestNames.One(typed, names));

    [Fact]
    public void Something_else_finds_nothing() => Assert.Null(NearestNames.One("zebra", names));
}

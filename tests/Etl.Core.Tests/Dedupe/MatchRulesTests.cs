using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Dedupe;

public sealed class MatchRulesTests
{
    [Fact]
    public void Nothing_means_the_default_cascade() => Assert.Same(MatchRule.Default, MatchRules.Parse([]));

    [Theory]
    [InlineData("email", "email")]
    [InlineData(" EMAIL ", "email")]
    [InlineData("phone", "phone | mobile")]
    [InlineData("mobile", "mobile")]
    [InlineData("external_id", "external_id")]
    [InlineData("first_name+last_name+company", "first_name,last_name,company")]
    [InlineData("email + phone", "email,phone")]
    [InlineData("custom.Card Number", "custom.Card Number")]
    public void A_rule_is_a_list_of_alternatives(string text, string alternatives)
    {
        var rule = Assert.Single(MatchRules.Parse([text]));
        Assert.Equal(alternatives, string.Join(" | ", rule.Alternatives.Select(fields => string.Join(',', fields))));
    }

    [Fact]
    public void Rules_keep_their_order_and_count_once()
    {
        var rules = MatchRules.Parse(["phone", "email", "Phone"]);
        Assert.Equal(["phone", "email"], rules.Select(rule => rule.Name));
    }

    [Theory]
    [InlineData("emial", "\"email\"")]
    [InlineData("first_name+sirname", "sirname")]
    [InlineData("email+", "joined by")]
    [InlineData("", "joined by")]
    [InlineData("email+email", "twice")]
    public void A_wrong_rule_is_explained(string text, string part)
    {
        var error = Assert.Throws<JobException>(() => MatchRules.Parse([text]));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("--match", error.Message, StringComparison.Ordinal);
    }
}

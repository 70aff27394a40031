using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class FirstRuleTests
{
    /// <summary>Rule 0 has one slot, rule 1 three, rule 2 one.</summary>
    static readonly int[] ruleOfSlot = [0, 1, 1, 1, 2];

    [Theory]
    [InlineData("1 2 3 4 5", 0, 1)]
    [InlineData("0 2 3 4 5", 1, 4)]
    [InlineData("0 2 0 0 5", 1, 2)]
    [InlineData("0 0 3 0 5", 2, 3)]
    [InlineData("0 2 0 4 5", 1, 4)]
    [InlineData("0 0 0 0 5", 4, 5)]
    public void A_row_is_looked_up_with_the_keys_of_its_first_rule_that_has_a_value(string keys, int first, int end) =>
        Assert.Equal((first, end), FirstRule.SlotsOf([.. keys.Split(' ').Select(UInt128.Parse)], ruleOfSlot));

    [Fact]
    public void A_row_without_keys_is_looked_up_with_none()
    {
        var (first, end) = FirstRule.SlotsOf(new UInt128[ruleOfSlot.Length], ruleOfSlot);
        Assert.Equal(first, end);
        Assert.Equal((0, 0), FirstRule.SlotsOf([], []));
    }
}

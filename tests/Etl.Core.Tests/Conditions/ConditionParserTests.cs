using Etl.Core.Conditions;
using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Conditions;

public sealed class ConditionParserTests
{
    [Theory]
    [InlineData("city = 'Rome'", "(city Equal Rome)")]
    [InlineData("CITY<>\"O\"\"Neil\"", "(city NotEqual O\"Neil)")]
    [InlineData("custom.score >= -1.5", "(custom.score GreaterOrEqual -1.5)")]
    [InlineData("[custom.Lead Status]=='it''s'", "(custom.Lead Status Equal it's)")]
    [InlineData(
        "city='a' or city='b' and not state='c'",
        "((city Equal a) or ((city Equal b) and not (state Equal c)))"
    )]
    [InlineData(
        "(city='a' or city='b') and state is not null",
        "(((city Equal a) or (city Equal b)) and not (state null))"
    )]
    [InlineData("email like '%@x.org' AND phone NOT LIKE '+1%'", "((email like %@x.org) and not (phone like +1%))")]
    [InlineData("country in ('US', 'CA',3)", "(country in US,CA,3)")]
    [InlineData("country not in ('US')", "not (country in US)")]
    [InlineData(
        "birthday between '1990' and '1999'",
        "((birthday GreaterOrEqual 1990) and (birthday LessOrEqual 1999))"
    )]
    public void A_condition_becomes_a_tree(string text, string tree) =>
        Assert.Equal(tree, Show(ConditionParser.Parse(text)));

    [Theory]
    [InlineData("", "character 1", "a field was expected")]
    [InlineData("city = Rome", "character 8", "'Rome'")]
    [InlineData("citty = 'Rome'", "character 1", "Did you mean \"city\"")]
    [InlineData("city = 'Rome", "character 8", "never closed")]
    [InlineData("city ~ 'x'", "character 6", "not understood")]
    [InlineData("city = 'x' state = 'y'", "character 12", "\"and\", \"or\"")]
    [InlineData("(city = 'x'", "character 12", "closing parenthesis")]
    [InlineData("city in ()", "character 10", "a value was expected")]
    [InlineData("city is 'x'", "character 9", "null")]
    [InlineData("city between 1", "character 15", "\"and\" was expected")]
    [InlineData("city", "character 5", "a comparison was expected")]
    public void A_wrong_condition_is_shown_with_its_place(string text, string place, string part)
    {
        var message = Assert.Throws<JobException>(() => ConditionParser.Parse(text)).Message;
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("^", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_length_are_limited()
    {
        Assert.Throws<JobException>(() => ConditionParser.Parse(new string('(', 100_000)));
        Assert.Throws<JobException>(() => ConditionParser.Parse(string.Concat(Enumerable.Repeat("not ", 100_000))));
        Assert.Throws<JobException>(() =>
            ConditionParser.Parse(string.Join(" or ", Enumerable.Repeat("city = 1", 100_000)))
        );
        Assert.NotNull(
            ConditionParser.Parse(string.Join(" or ", Enumerable.Repeat("city = 1", ConditionParser.TestsMax)))
        );
    }

    static string Show(Condition condition) =>
        condition switch
        {
            Condition.And and => $"({Show(and.Left)} and {Show(and.Right)})",
            Condition.Or or => $"({Show(or.Left)} or {Show(or.Right)})",
            Condition.Not not => $"not {Show(not.Operand)}",
            Condition.Compare compare => $"({compare.Field} {compare.Operator} {compare.Value})",
            Condition.Like like => $"({like.Field} like {like.Pattern})",
            Condition.In isIn => $"({isIn.Field} in {string.Join(',', isIn.Values)})",
            Condition.IsNull isNull => $"({isNull.Field} null)",
            _ => "",
        };
}

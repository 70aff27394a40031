using System.Text;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Dedupe;

public sealed class EmailKeyTests
{
    static readonly UInt128 key = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);

    [Theory]
    [InlineData("ann.lee@gmail.com", "annlee@gmail.com", true)]
    [InlineData("a.n.n.lee+news@googlemail.com", "annlee@gmail.com", true)]
    [InlineData("annlee+a+b@gmail.com", "annlee@gmail.com", true)]
    [InlineData("ann.lee@example.com", "annlee@example.com", false)]
    [InlineData("ann+news@example.com", "ann@example.com", false)]
    [InlineData("ann@gmail.com", "anne@gmail.com", false)]
    [InlineData("ann@gmail.com.example", "a.nn@gmail.com.example", false)]
    public void Gmail_s_dots_and_tags_count_only_without_the_form(string left, string right, bool isSame)
    {
        Assert.Equal(isSame, KeyOf("email:gmail", left) == KeyOf("email:gmail", right));
        Assert.NotEqual(KeyOf("email", left), KeyOf("email", right));
    }

    [Theory]
    [InlineData("ann@münchen.de", "ann@xn--mnchen-3ya.de")]
    [InlineData("用户@例子.中国", "用户@xn--fsqu00a.xn--fiqs8s")]
    public void An_address_matches_in_either_form_of_its_domain(string unicode, string ascii)
    {
        Assert.Equal(KeyOf("email", unicode), KeyOf("email", ascii));
        Assert.Equal(KeyOf("email:gmail", unicode), KeyOf("email:gmail", ascii));
        Assert.Equal(ascii, OtherForm(unicode));
        Assert.Equal(unicode, OtherForm(ascii));
        Assert.NotEqual(KeyOf("email", unicode), KeyOf("email", "ann@munchen.de"));
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("ann")]
    [InlineData("ann@xn--")]
    public void Other_addresses_have_one_form(string value) => Assert.Null(OtherForm(value));

    [Fact]
    public void A_key_is_the_same_from_a_batch_and_from_a_single_value()
    {
        foreach (var rule in (string[])["email", "email:gmail", "email:gmail+company"])
        {
            var builder = new MatchKeyBuilder(MatchRules.Parse([rule]), key);
            foreach (
                var value in (string[])["ann@x.com", "a.b+c@gmail.com", "ü@münchen.de", "+@gmail.com", "@gmail.com"]
            )
            {
                var layout = TableBatch.Layout("email", "company");
                var batch = TableBatch.Of(layout, 1, [value, "Acme"]);
                builder.Bind(layout).Compute(batch);
                var writer = builder.CreateWriter();
                writer.Begin(0);
                writer.Append(Encoding.UTF8.GetBytes(value));
                if (builder.FieldsOfSlot(0).Count > 1)
                {
                    writer.Append("Acme"u8);
                }
                Assert.Equal((rule, value, writer.End()), (rule, value, batch.Keys[0]));
            }
        }
    }

    [Fact]
    public void The_form_is_read_case_ignored_and_refused_where_it_means_nothing()
    {
        var rule = Assert.Single(MatchRules.Parse(["EMAIL:Gmail"]));
        Assert.Equal(("email:gmail", true), (rule.Name, rule.FoldsGmail));
        Assert.Equal(["email"], Assert.Single(rule.Alternatives));
        Assert.Equal("email:gmail+company", Assert.Single(MatchRules.Parse(["email:gmail+company"])).Name);
        Assert.False(Assert.Single(MatchRules.Parse(["email"])).FoldsGmail);
        Assert.Throws<JobException>(() => MatchRules.Parse(["phone:gmail"]));
        Assert.Throws<JobException>(() => MatchRules.Parse(["email:outlook"]));
    }

    static UInt128 KeyOf(string rule, string value) =>
        new MatchKeyBuilder(MatchRules.Parse([rule]), key).CreateWriter().Key(0, Encoding.UTF8.GetBytes(value));

    static string? OtherForm(string value) =>
        EmailKey.OtherForm(Encoding.UTF8.GetBytes(value)) is { } other ? Encoding.UTF8.GetString(other) : null;
}

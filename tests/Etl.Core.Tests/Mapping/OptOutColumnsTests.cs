using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

/// <summary>Columns that say who opted out, from the header to the consent.</summary>
public sealed class OptOutColumnsTests
{
    [Theory]
    [InlineData("Email Opt Out")]
    [InlineData("Unsubscribed from all email")]
    [InlineData("HasOptedOutOfEmail")]
    [InlineData("Opted Out")]
    [InlineData("Do Not Call")]
    [InlineData("Abgemeldet")]
    [InlineData("D\u00e9sinscrit")]
    [InlineData("\u9000\u8ba2")]
    public void Whoever_opted_out_is_unsubscribed_and_nobody_else_is_subscribed(string header)
    {
        foreach (var yes in new[] { "true", "Yes", "1", "x", "TRUE ", "ja", "\u2713", "confirmed", "2024-03-01" })
        {
            Assert.Equal(("unsubscribed", 1), Consent([header], yes));
        }
        foreach (var no in new[] { "false", "No", "0", "nein", "0000-00-00" })
        {
            Assert.Equal((null, 1), Consent([header], no));
        }
        Assert.Equal((null, 0), Consent([header], ""));
        Assert.Equal(("subscribed", 0), Consent([header], "subscribed"));
        Assert.Equal(("unsubscribed", 0), Consent([header], "unsubscribed"));
        Assert.Equal(("perhaps", 0), Consent([header], "perhaps"));
    }

    [Theory]
    [InlineData("subscribed", "true", "unsubscribed", 1)]
    [InlineData("subscribed", "opted out", "unsubscribed", 1)]
    [InlineData("subscribed", "false", "subscribed", 1)]
    [InlineData("subscribed", "", "subscribed", 0)]
    [InlineData("", "false", null, 1)]
    [InlineData("", "subscribed", "subscribed", 0)]
    public void Beside_a_column_of_consents_the_flag_only_takes_away(
        string consent,
        string flag,
        string? expected,
        int count
    ) => Assert.Equal((expected, count), Consent(["Consent", "Email Opt Out"], consent, flag));

    [Fact]
    public void A_word_that_neither_says_is_counted() =>
        Assert.Contains(Codes.FormatValueNotPlaced, Counted(["Consent", "Email Opt Out"], "subscribed", "perhaps"));

    [Fact]
    public void A_flag_of_calls_is_not_one_of_mail()
    {
        string[] headers = ["Do Not Call", "Email Opt Out"];
        var mapping = HeaderMapper.Map(headers, new MappingOptions());
        Assert.Null(mapping.Layout.Columns[0].Field);
        Assert.Equal("consent", mapping.Layout.Columns[1].Field?.Name);
        Assert.Equal(("unsubscribed", 1), Consent(headers, "false", "true"));
        Assert.Equal((null, 1), Consent(headers, "true", "false"));
    }

    [Fact]
    public void What_the_user_maps_under_such_a_header_is_inverted_too()
    {
        var options = new MappingOptions { Set = [ColumnAssignment.Parse("Opted Out=consent")] };
        Assert.NotNull(HeaderMapper.Map(["Opted Out"], options).Layout.Arrangement);
        Assert.NotNull(HeaderMapper.Map(["Opted Out"], options with { Arranges = false }).Layout.Arrangement);
    }

    [Fact]
    public void Under_its_own_header_a_flag_stays_a_flag()
    {
        var mapping = HeaderMapper.Map(["Email", "Email Opt Out"], new MappingOptions { Arranges = false });
        Assert.Null(mapping.Layout.Arrangement);
        Assert.Null(mapping.Layout.Columns[1].Field);
        Assert.Empty(mapping.Findings);
    }

    [Fact]
    public void No_header_means_consent_and_the_opposite()
    {
        var aliases = HeaderAliases.Default;
        Assert.All(aliases.Entries, entry => Assert.True(aliases.OptOutRankOf(entry.Name) < 0, entry.Name));
    }

    static (string? Consent, int Inverted) Consent(string[] headers, params string[] values)
    {
        var mapping = HeaderMapper.Map(headers, new MappingOptions());
        var batch = TableBatch.Of(mapping.Layout, 0, values);
        mapping.Layout.Arrangement?.CreateArranger().Arrange(batch);
        var consent = Encoding.UTF8.GetString(batch.Value(0, mapping.Layout.ColumnOf("consent")));
        var inverted = batch
            .Counts.Entries.Where(entry => entry.Code == Codes.ConsentInverted)
            .Sum(entry => entry.Count);
        return (consent.Length == 0 ? null : consent, (int)inverted);
    }

    static Code[] Counted(string[] headers, params string[] values)
    {
        var mapping = HeaderMapper.Map(headers, new MappingOptions());
        var batch = TableBatch.Of(mapping.Layout, 0, values);
        mapping.Layout.Arrangement?.CreateArranger().Arrange(batch);
        return [.. batch.Counts.Entries.Select(entry => entry.Code)];
    }
}

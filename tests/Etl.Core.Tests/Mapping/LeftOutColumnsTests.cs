using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class LeftOutColumnsTests
{
    static readonly string[] addresses = ["ann@example.com", "bob@example.com", "cyd@example.com"];
    static readonly string[] numbers = ["+1 212 555 0101", "+1 212 555 0102", "(212) 555-0103"];

    [Fact]
    public void A_column_of_addresses_or_numbers_that_feeds_nothing_is_marked_and_said()
    {
        var mapping = Judge(
            ["Name", "Reach", "Spouse"],
            new MappingOptions(),
            ["Ann", "Bob", "Cyd"],
            addresses,
            numbers
        );
        Assert.Equal([false, true, true], mapping.Layout.Columns.Select(column => column.IsLeftOut));
        Assert.Equal([1, 2], mapping.Findings.Select(finding => finding.Column));
        Assert.All(mapping.Findings, finding => Assert.Equal(MappingFindingKind.Hint, finding.Kind));
        Assert.Contains("--set \"Reach=email\"", mapping.Findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("--set \"Spouse=phone\"", mapping.Findings[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_field_that_is_proposed_is_free()
    {
        var mapping = Judge(["Email", "Reach"], new MappingOptions(), addresses, addresses);
        Assert.Contains("--set \"Reach=email_2\"", Assert.Single(mapping.Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_finding_says_already_is_not_said_again()
    {
        var mapping = Judge(["Attendee Email", "Buyer Email"], new MappingOptions(), addresses, addresses);
        Assert.True(mapping.Layout.Columns[1].IsLeftOut);
        Assert.Equal(MappingFindingKind.Conflict, Assert.Single(mapping.Findings).Kind);
    }

    [Fact]
    public void Few_values_others_and_what_the_user_ignores_or_keeps_are_not_marked()
    {
        Assert.False(IsMarked(new MappingOptions(), "ann@example.com", "bob@example.com"));
        Assert.False(IsMarked(new MappingOptions(), [.. addresses, "none of your business"]));
        Assert.False(IsMarked(new MappingOptions(), "Ann", "Bob", "Cyd"));
        Assert.True(IsMarked(new MappingOptions(), addresses));
        Assert.False(IsMarked(new MappingOptions { Ignore = ["Reach"] }, addresses));
        Assert.False(IsMarked(new MappingOptions { Unmapped = UnmappedColumns.Keep }, addresses));
        Assert.False(IsMarked(new MappingOptions { Arranges = false }, addresses));
    }

    static bool IsMarked(MappingOptions options, params string[] values) =>
        Judge(["Reach"], options, values).Layout.Columns[0].IsLeftOut;

    static HeaderMapping Judge(string[] headers, MappingOptions options, params string[][] values)
    {
        var mapping = HeaderMapper.Map(headers, options);
        var rows = Enumerable.Range(0, values[0].Length).Select(row => values.Select(column => column[row]).ToArray());
        return LeftOutColumns.Judge(mapping, options, TableBatch.Of(mapping.Layout, 0, [.. rows]));
    }
}

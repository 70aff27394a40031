using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Validation;

namespace Etl.Core.Tests.Validation;

public sealed class LeftOutRuleTests
{
    [Fact]
    public void Each_value_of_a_column_that_is_left_out_is_counted_and_kept()
    {
        var layout = Layout(isLeftOut: true);
        var rule = new LeftOutRule(layout);
        Assert.True(rule.Counts);
        var batch = TableBatch.Of(layout, 0, ["Ann", "ann@example.com"], ["Bob", " "], ["Cyd", "cyd@example.com"]);
        rule.Apply(batch);
        var counted = Assert.Single(batch.Counts.Entries);
        Assert.Equal((Codes.ColumnNotMapped, 1, 2L), (counted.Code, counted.Column, counted.Count));
        Assert.Equal("ann@example.com"u8, batch.Value(0, 1));
    }

    [Fact]
    public void Without_such_a_column_there_is_nothing_to_count() =>
        Assert.False(new LeftOutRule(Layout(isLeftOut: false)).Counts);

    static BatchLayout Layout(bool isLeftOut) =>
        new([
            TableBatch.Layout("full_name").Columns[0],
            new ColumnPlan("Reach", 1, null, MappingSources.None) { IsLeftOut = isLeftOut },
        ]);
}

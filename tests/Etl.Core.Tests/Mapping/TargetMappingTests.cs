using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Mapping;

public sealed class TargetMappingTests
{
    static readonly StoreColumn[] target =
    [
        new("email", Field("email")),
        new("Shoe Size", Field("custom.Shoe Size")),
        new("score", Field("custom.score")),
        new("Score", Field("custom.Score")),
        new("personal_email", Field("email_2")),
    ];

    [Theory]
    [InlineData("shoe_size", "custom.Shoe Size")]
    [InlineData(" SHOE-SIZE ", "custom.Shoe Size")]
    [InlineData("Score", "custom.Score")]
    [InlineData("score", "custom.score")]
    [InlineData("SCORE", "custom.score")]
    [InlineData("Personal Email", "email_2")]
    public void A_header_that_is_a_column_of_the_target_feeds_its_field(string header, string field)
    {
        var column = Map([header]).Layout.Columns[0];
        Assert.Equal((field, "target"), (column.Field?.Name, column.MappedBy));
    }

    [Fact]
    public void A_fields_own_name_and_what_the_user_says_come_first()
    {
        var options = new MappingOptions
        {
            TargetColumns = target,
            Set = [new ColumnAssignment("points", Field("custom.score"))],
        };
        var layout = HeaderMapper.Map(["email", "points", "score"], options).Layout;
        Assert.Equal(
            ["email by name", "custom.score by set", " by "],
            layout.Columns.Select(column => $"{column.Field?.Name} by {column.MappedBy}")
        );
    }

    [Fact]
    public void Two_headers_of_one_column_feed_it_once()
    {
        var layout = Map(["Shoe Size", "shoe-size"]).Layout;
        Assert.Equal(["custom.Shoe Size", null], layout.Columns.Select(column => column.Field?.Name));
    }

    [Fact]
    public void A_field_without_a_column_is_not_loaded_in_silence()
    {
        var mapping = Map(["email", "Surname"]);
        Assert.Null(mapping.Layout.Columns[1].Field);
        var finding = Assert.Single(mapping.Findings);
        Assert.Contains("\"Surname\" (#2) means the field \"last_name\"", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_user_asks_for_must_have_a_column()
    {
        var set = new MappingOptions
        {
            TargetColumns = target,
            Set = [new ColumnAssignment("a", Field("custom.scores"))],
        };
        var exception = Assert.Throws<JobException>(() => HeaderMapper.Map(["a"], set));
        Assert.Contains("\"custom.score\"", exception.Message, StringComparison.Ordinal);
        var value = new MappingOptions
        {
            TargetColumns = target,
            Defaults = [new FieldDefault(Field("country"), "DE")],
        };
        Assert.Throws<JobException>(() => HeaderMapper.Map(["email"], value));
    }

    [Fact]
    public void Custom_fields_without_a_column_go_to_the_column_for_them()
    {
        StoreColumn[] columns = [.. target, new("custom", Field("custom.custom")) { HoldsCustoms = true }];
        foreach (var (known, field) in (ValueTuple<StoreColumn[], string?>[])[(columns, "custom.Size"), (target, null)])
        {
            var options = new MappingOptions { TargetColumns = known, Unmapped = UnmappedColumns.Keep };
            Assert.Equal(field, HeaderMapper.Map(["email", "Size"], options).Layout.Columns[1].Field?.Name);
        }
    }

    [Fact]
    public void A_column_that_the_server_fills_is_fed_only_on_request()
    {
        StoreColumn[] columns = [.. target, new("id", Field("custom.id")) { IsFilledByServer = true }];
        var options = new MappingOptions { TargetColumns = columns };
        Assert.Null(HeaderMapper.Map(["id"], options).Layout.Columns[0].Field);
        options = options with { Set = [new ColumnAssignment("id", Field("custom.id"))] };
        Assert.Equal("custom.id", HeaderMapper.Map(["id"], options).Layout.Columns[0].Field?.Name);
    }

    static ContactField Field(string name) => ContactFields.Find(name)!;

    static HeaderMapping Map(string[] headers) =>
        HeaderMapper.Map(headers, new MappingOptions { TargetColumns = target });
}

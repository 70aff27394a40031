using Etl.Core.Contracts;
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
            Set = [new ColumnAssignment("score", Field("custom.points"))],
        };
        var layout = HeaderMapper.Map(["email", "score", "Surname"], options).Layout;
        Assert.Equal(
            ["email by name", "custom.points by set", "last_name by alias"],
            layout.Columns.Select(column => $"{column.Field?.Name} by {column.MappedBy}")
        );
    }

    [Fact]
    public void Two_headers_of_one_column_feed_it_once()
    {
        var layout = Map(["Shoe Size", "shoe-size"]).Layout;
        Assert.Equal(["custom.Shoe Size", null], layout.Columns.Select(column => column.Field?.Name));
    }

    static ContactField Field(string name) => ContactFields.Find(name)!;

    static HeaderMapping Map(string[] headers) =>
        HeaderMapper.Map(headers, new MappingOptions { TargetColumns = target });
}

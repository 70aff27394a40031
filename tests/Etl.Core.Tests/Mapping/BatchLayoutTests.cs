using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Mapping;

public sealed class BatchLayoutTests
{
    static readonly ContactField email = ContactFields.Find("email")!;

    [Fact]
    public void Columns_are_found_by_the_field_they_feed()
    {
        var layout = new BatchLayout([
            new("Shoe size", 0, null, "none"),
            new("E-Mail", 1, email, "alias"),
            new("owner", -1, ContactFields.Find("owner"), "default"),
        ]);

        Assert.Equal(1, layout.ColumnOf(email));
        Assert.Equal(2, layout.ColumnOf("owner"));
        Assert.Equal(-1, layout.ColumnOf("phone"));
        Assert.Equal(2, layout.SourceColumnCount);
    }

    [Fact]
    public void One_field_cannot_be_fed_by_two_columns() =>
        Assert.Throws<ArgumentException>(() => new BatchLayout([new("A", 0, email, "set"), new("B", 1, email, "set")]));

    [Fact]
    public void The_empty_layout_has_no_columns()
    {
        Assert.Empty(BatchLayout.Empty.Columns);
        Assert.Equal(-1, BatchLayout.Empty.ColumnOf(email));
    }
}

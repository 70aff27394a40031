using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Diagnostics;

public sealed class RowTotalsTests
{
    static readonly RowTotals balanced = new()
    {
        Read = 28,
        Inserted = 1,
        Updated = 2,
        Unchanged = 3,
        DuplicateInFile = 4,
        DuplicateInStore = 5,
        Rejected = 6,
        Filtered = 7,
        Blank = 100,
    };

    [Fact]
    public void Every_record_is_in_one_bucket_and_blank_lines_are_in_none()
    {
        Assert.True(balanced.IsBalanced);
        Assert.Equal(9, balanced.Duplicate);
    }

    [Fact]
    public void A_record_too_few_or_too_many_is_noticed()
    {
        Assert.False((balanced with { Filtered = 6 }).IsBalanced);
        Assert.False((balanced with { Inserted = 2 }).IsBalanced);
        Assert.False((balanced with { Read = 29 }).IsBalanced);
    }
}

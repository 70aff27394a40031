using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Diagnostics;

public sealed class CodeCountsTests
{
    [Fact]
    public void Counts_add_up_per_code_and_column()
    {
        var counts = new CodeCounts();
        counts.Add(Codes.RowShort, -1);
        counts.Add(Codes.RowShort, -1, 4);
        counts.Add(Codes.RowShort, 2);
        counts.Add(Codes.RowTooLong, -1, 3_000_000_000);

        Assert.Equal(
            [(Codes.RowTooLong, -1, 3_000_000_000), (Codes.RowShort, -1, 5), (Codes.RowShort, 2, 1)],
            counts.Entries.OrderBy(entry => entry.Code.Index).ThenBy(entry => entry.Column)
        );
    }

    [Fact]
    public void Nothing_is_no_entry()
    {
        var counts = new CodeCounts();
        counts.Add(Codes.RowShort, -1, 0);
        Assert.Empty(counts.Entries);
    }

    [Fact]
    public void Clear_forgets()
    {
        var counts = new CodeCounts();
        counts.Add(Codes.RowShort, -1);
        counts.Clear();
        Assert.Empty(counts.Entries);
    }
}

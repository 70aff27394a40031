using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeysAheadTests
{
    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(9, 3, false)]
    [InlineData(11, 1, false)]
    [InlineData(500, 3, false)]
    [InlineData(4, 0, false)]
    [InlineData(1, 2, true)]
    [InlineData(8, 3, true)]
    [InlineData(17, 1, true)]
    [InlineData(501, 3, true)]
    [InlineData(4, 0, true)]
    public void Every_key_is_brought_near_once_and_before_its_row_is_decided(
        int rowCount,
        int keysPerRow,
        bool inBursts
    )
    {
        UInt128[] keys = [.. Enumerable.Range(0, rowCount * keysPerRow).Select(key => (UInt128)key)];
        var near = new List<UInt128>();

        for (var row = 0; row < rowCount; row++)
        {
            near.AddRange(inBursts ? KeysAhead.InBursts(keys, keysPerRow, row) : KeysAhead.Of(keys, keysPerRow, row));
            Assert.True(near.Count >= (row + 1) * keysPerRow);
        }

        Assert.Equal(keys, near);
    }
}

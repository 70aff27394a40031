using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeysAheadTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(9, 3)]
    [InlineData(11, 1)]
    [InlineData(500, 3)]
    [InlineData(4, 0)]
    public void Every_key_is_brought_near_once_and_before_its_row_is_decided(int rowCount, int keysPerRow)
    {
        UInt128[] keys = [.. Enumerable.Range(0, rowCount * keysPerRow).Select(key => (UInt128)key)];
        var near = new List<UInt128>();

        for (var row = 0; row < rowCount; row++)
        {
            near.AddRange(KeysAhead.Of(keys, keysPerRow, row));
            Assert.True(near.Count >= (row + 1) * keysPerRow);
        }

        Assert.Equal(keys, near);
    }
}

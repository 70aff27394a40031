using Etl.Core.Batches;

namespace Etl.Core.Tests.Batches;

public sealed class RowBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    public void Every_block_has_its_padding(int capacity) =>
        Assert.True(new RowBlock(capacity).Buffer.Length >= capacity + RowBlock.Padding);

    [Fact]
    public void Growing_keeps_the_bytes_in_use()
    {
        var block = new RowBlock(4);
        "rows"u8.CopyTo(block.Buffer);
        block.Length = 4;

        block.EnsureCapacity(5000, used: 4);

        Assert.True(block.Buffer.Length >= 5000 + RowBlock.Padding);
        Assert.Equal("rows"u8.ToArray(), block.Bytes.ToArray());
    }

    [Fact]
    public void Room_that_is_there_is_not_made_again()
    {
        var block = new RowBlock(100);
        var buffer = block.Buffer;
        block.EnsureCapacity(100, used: 0);
        Assert.Same(buffer, block.Buffer);
    }

    [Fact]
    public void Growing_byte_by_byte_copies_rarely()
    {
        var block = new RowBlock(16);
        var copies = 0;
        for (var capacity = 16; capacity < 1 << 20; capacity++)
        {
            var buffer = block.Buffer;
            block.EnsureCapacity(capacity, used: 0);
            copies += ReferenceEquals(buffer, block.Buffer) ? 0 : 1;
        }
        Assert.InRange(copies, 1, 20);
    }
}

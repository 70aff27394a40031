using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class SlotRoomTests
{
    [Fact]
    public void Its_parts_are_zero_of_equal_length_and_apart()
    {
        var room = new SlotRoom(1_000_000, 500_000);
        room.MakePages();

        var parts = room.TryTake(10, 90_000);

        Assert.NotNull(parts);
        Assert.All(parts, part => Assert.Equal(90_000 * KeyLines.WordsPerLine, part.Count));
        Assert.All(parts, part => Assert.DoesNotContain(part, word => word != 0));
        Assert.Equal(parts.Length, parts.Select(part => part.Offset).Distinct().Count());
        Assert.All(
            parts.Zip(parts.Skip(1)),
            pair => Assert.Equal(pair.First.Offset + pair.First.Count, pair.Second.Offset)
        );
    }

    [Theory]
    [InlineData(10, 101)]
    [InlineData(100_000, 100_000)]
    public void Room_that_is_too_small_gives_nothing(int parts, int count) =>
        Assert.Null(new SlotRoom(1000, 1000).TryTake(parts, count));
}

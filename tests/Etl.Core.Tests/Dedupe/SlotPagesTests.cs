using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class SlotPagesTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public void Pages_change_no_slot_whatever_they_cost(int priceMaxMicroseconds)
    {
        var pages = new SlotPages(TimeSpan.FromMicroseconds(priceMaxMicroseconds));
        var slots = new long[3 * SlotPages.LargeBytes / sizeof(long) + 5];
        pages.Prefer(slots);
        // The first slot of a part is on a page of the part before.
        slots[99] = 7;

        pages.Make(new ArraySegment<long>(slots, 100, 300_000));
        pages.Make(new ArraySegment<long>(slots, 300_100, slots.Length - 300_100));

        Assert.Equal(7, slots[99]);
        Assert.Equal(7, slots.Sum());
    }

    [Theory]
    // Less than nothing: a clock of the processor's time that ticks seldom may say that a page cost nothing.
    [InlineData(-1, SlotPages.LargeBytes, true)]
    [InlineData(-1, SlotPages.LargeBytes - 8, false)]
    [InlineData(3_000_000, SlotPages.LargeBytes, false)]
    public void They_are_small_once_a_large_one_was_too_dear(int priceMaxMicroseconds, int bytes, bool areSmall)
    {
        var pages = new SlotPages(TimeSpan.FromMicroseconds(priceMaxMicroseconds));
        var slots = new long[2 * SlotPages.LargeBytes / sizeof(long)];

        pages.Make(new ArraySegment<long>(slots, 0, bytes / sizeof(long)));
        Assert.Equal(areSmall, pages.AreSmall);
        pages.Make(new ArraySegment<long>(slots, 0, 0));
        Assert.Equal(areSmall, pages.AreSmall);
    }
}

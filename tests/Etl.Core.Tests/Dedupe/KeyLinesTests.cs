using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeyLinesTests
{
    const int LineCount = 3;

    /// <summary>A key whose home is the last of three lines.</summary>
    static UInt128 OfLastLine(ulong high) => new(high, uint.MaxValue);

    readonly ulong[] words = new ulong[LineCount * KeyLines.WordsPerLine];

    [Fact]
    public void Keys_that_a_line_has_no_room_for_go_to_the_next_and_behind_the_last_to_the_first()
    {
        for (ulong high = 1; high <= LineCount * KeyLines.KeysPerLine - 1; high++)
        {
            Assert.True(KeyLines.Add(words, OfLastLine(high)));
            Assert.False(KeyLines.Add(words, OfLastLine(high)));
        }

        Assert.Equal(OfLastLine(1), KeyAt(2 * KeyLines.KeysPerLine));
        Assert.Equal(OfLastLine(5), KeyAt(0));
        Assert.Equal(OfLastLine(9), KeyAt(KeyLines.KeysPerLine));
        Assert.Equal(UInt128.Zero, KeyAt(2 * KeyLines.KeysPerLine - 1));
        Assert.False(KeyLines.Contains(words, OfLastLine(12)));
    }

    [Fact]
    public void A_key_is_compared_in_all_its_bits_and_with_one_slot_at_a_time()
    {
        var key = new UInt128(0x0123_4567_0000_0002, 0x8000_0000_0000_0001);
        KeyLines.Add(words, key);
        KeyLines.Add(words, new UInt128(5, 0x8000_0000_0000_0001));

        Assert.True(KeyLines.Contains(words, key));
        for (var bit = 0; bit < 128; bit++)
        {
            Assert.False(KeyLines.Contains(words, key ^ (UInt128.One << bit)));
        }
        // The high half of one slot and the low half of the next are no key.
        Assert.False(KeyLines.Contains(words, new UInt128(0x8000_0000_0000_0001, 0x0123_4567_0000_0002)));
    }

    [Fact]
    public void A_slot_with_one_half_of_zeros_is_taken()
    {
        Assert.True(KeyLines.Add(words, new UInt128(0, 7)));
        Assert.True(KeyLines.Add(words, new UInt128(7, 0)));

        Assert.True(KeyLines.Contains(words, new UInt128(0, 7)));
        Assert.True(KeyLines.Contains(words, new UInt128(7, 0)));
        Assert.False(KeyLines.Contains(words, new UInt128(7, 7)));
    }

    [Fact]
    public void The_line_that_is_fetched_ahead_is_the_one_where_the_key_lies()
    {
        var key = OfLastLine(42);
        KeyLines.Add(words, key);

        Assert.Equal((ulong)key, KeyLines.AtHome(words, key));
    }

    UInt128 KeyAt(int slot) => new(words[2 * slot + 1], words[2 * slot]);
}

using Etl.Text.Masks;

namespace Etl.Text.Tests.Masks;

public sealed class MaskBitsTests
{
    [Fact]
    public void Both_ways_to_the_prefix_parity_agree()
    {
        var random = new Random(1);
        for (var round = 0; round < 1000; round++)
        {
            var mask = (ulong)random.NextInt64() & (ulong)random.NextInt64();
            var (expected, parity) = (0UL, 0UL);
            for (var bit = 0; bit < 64; bit++)
            {
                parity ^= (mask >> bit) & 1;
                expected |= parity << bit;
            }
            Assert.Equal(expected, MaskBits.PrefixXor(mask));
            Assert.Equal(expected, MaskBits.PrefixXorByShifts(mask));
        }
    }

    [Fact]
    public void Lowest_bits_are_right_at_the_ends()
    {
        Assert.Equal(0UL, MaskBits.Lowest(0));
        Assert.Equal(1UL, MaskBits.Lowest(1));
        Assert.Equal(ulong.MaxValue >> 1, MaskBits.Lowest(63));
        Assert.Equal(ulong.MaxValue, MaskBits.Lowest(64));
        Assert.Equal(ulong.MaxValue, MaskBits.Lowest(1000));
    }
}

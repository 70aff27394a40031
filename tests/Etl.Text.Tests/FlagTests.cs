namespace Etl.Text.Tests;

public sealed class FlagTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void A_truth_value_is_a_number(int value, int expected)
    {
        Assert.Equal(expected, Flag.Of((value > 2) & (value < 4)));
        Assert.Equal((ulong)expected, Flag.Bit((value > 2) & (value < 4)));
    }
}

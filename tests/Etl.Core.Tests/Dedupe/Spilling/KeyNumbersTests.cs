using Etl.Core.Dedupe.Spilling;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class KeyNumbersTests
{
    [Fact]
    public void Keys_are_numbered_once_in_their_order_through_every_growth()
    {
        var numbers = new KeyNumbers();
        var random = new Random(1);
        for (var round = 0; round < 2; round++)
        {
            var known = new Dictionary<UInt128, uint>();
            numbers.StartOver();
            for (var count = 0; count < 20_000; count++)
            {
                // Few different lower halves, so that keys meet in their slots.
                var key = new UInt128((ulong)random.Next(1, 8000), (ulong)random.Next(2000));
                numbers.Add(key);
                known.TryAdd(key, (uint)known.Count);
            }

            Assert.Equal(known.Count, numbers.Count);
            Assert.All(
                known,
                entry => Assert.True(numbers.TryFind(entry.Key, out var number) && number == entry.Value)
            );
            Assert.False(numbers.TryFind(new UInt128(9000, 1), out _));
        }
    }
}

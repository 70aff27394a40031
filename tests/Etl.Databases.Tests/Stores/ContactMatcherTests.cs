using Etl.Core.Dedupe;
using Etl.Databases.Stores;

namespace Etl.Databases.Tests.Stores;

public sealed class ContactMatcherTests
{
    const int KeyCount = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Finding_or_adding_is_finding_and_then_adding(bool keysChange)
    {
        const int Seed = 3;
        var random = new Random(Seed);
        var expected = new ContactMatcher(MatchRule.Default, keysChange);
        var actual = new ContactMatcher(MatchRule.Default, keysChange);
        for (var id = 1L; id < 20_000; id++)
        {
            var keys = RandomKeys(random);
            var found = expected.Find(keys);
            if (found == 0)
            {
                expected.Add(keys, id);
            }
            Assert.Equal((Seed, id, found), (Seed, id, actual.FindOrAdd(keys, id)));
        }
        Assert.Equal(expected.LengthBytes, actual.LengthBytes);
    }

    [Fact]
    public void Any_number_of_rows_may_be_brought_near()
    {
        var matcher = new ContactMatcher(MatchRule.Default, keysChange: false);
        var random = new Random(1);
        foreach (var rowCount in (int[])[0, 1, 63, 64, 65, 128, 200])
        {
            var keys = Enumerable.Range(0, rowCount).SelectMany(_ => RandomKeys(random)).ToArray();
            for (var row = 0; row < rowCount; row++)
            {
                matcher.PrefetchFrom(keys, row);
            }
        }
        new ContactMatcher([], keysChange: false).PrefetchFrom([], 0);
    }

    /// <summary>An e-mail, a phone and a mobile, each of few and often none.</summary>
    static UInt128[] RandomKeys(Random random)
    {
        var keys = new UInt128[KeyCount];
        for (var slot = 0; slot < KeyCount; slot++)
        {
            var number = (ulong)random.Next(5_000);
            keys[slot] =
                random.Next(3) == 0
                    ? 0
                    : new UInt128(number * 0x9E3779B97F4A7C15, (slot == 0 ? 1UL : 2) + (number << 8));
        }
        return keys;
    }
}

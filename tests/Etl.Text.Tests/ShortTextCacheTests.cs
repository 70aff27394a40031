using System.Text;

namespace Etl.Text.Tests;

public sealed class ShortTextCacheTests
{
    [Fact]
    public void A_text_is_found_until_it_is_forgotten_and_never_taken_for_another()
    {
        const int Seed = 13;
        var random = new Random(Seed);
        var cache = new ShortTextCache();
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        var foundCount = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => "ab\0é王 "[random.Next(6)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            if (cache.TryGet(bytes, out var value))
            {
                Assert.Equal((Seed, round, added[text]), (Seed, round, value));
                foundCount++;
                continue;
            }
            cache.Add(bytes, round);
            added[text] = round;
            Assert.Equal(bytes.Length is > 0 and <= ShortTextCache.LengthMax, cache.TryGet(bytes, out value));
        }
        Assert.True(foundCount > 1_000);
    }

    [Fact]
    public void Two_texts_that_differ_only_in_the_middle_are_two()
    {
        var cache = new ShortTextCache();
        cache.Add("abcdefgh1abcdefgh"u8, 1);
        cache.Add("abcdefgh2abcdefgh"u8, 2);
        Assert.True(cache.TryGet("abcdefgh1abcdefgh"u8, out var first));
        Assert.True(cache.TryGet("abcdefgh2abcdefgh"u8, out var second));
        Assert.Equal((1, 2), (first, second));
        cache.Add("abcdefgh3abcdefgh"u8, 3);
        Assert.False(cache.TryGet("abcdefgh1abcdefgh"u8, out _));
    }
}

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
    }

    [Fact]
    public void A_field_is_found_as_its_text_is_unless_its_number_has_a_bit_that_is_not_wanted()
    {
        const int Flagged = 1 << 20;
        var cache = new ShortTextCache();
        cache.Add("abc"u8, 5);
        cache.Add("abd"u8, 6 | Flagged);
        var buffer = "xabcabdabx and what lies behind the fields"u8;
        Assert.Equal(5, cache.Find(buffer, new FieldSpan(1, 3), Flagged));
        Assert.Equal(0, cache.Find(buffer, new FieldSpan(4, 3), Flagged));
        Assert.Equal(6 | Flagged, cache.Find(buffer, new FieldSpan(4, 3), 0));
        Assert.Equal(0, cache.Find(buffer, new FieldSpan(7, 3), 0));
        Assert.Equal(0, cache.Find(buffer, new FieldSpan(1, 0), 0));
        Assert.Equal(0, cache.Find(buffer[..31], new FieldSpan(1, 3), 0));
    }

    [Fact]
    public void A_text_is_forgotten_when_many_others_come()
    {
        var cache = new ShortTextCache();
        cache.Add("abc"u8, 1);
        for (var number = 0; number < 50_000; number++)
        {
            cache.Add(Encoding.UTF8.GetBytes($"text {number}"), 2);
        }
        Assert.False(cache.TryGet("abc"u8, out _));
    }

    [Fact]
    public void A_text_has_a_number_for_each_kind()
    {
        var cache = new ShortTextCache();
        cache.Add("CA"u8, 1, kind: 'U');
        cache.Add("CA"u8, 2, kind: 'A');
        Assert.True(cache.TryGet("CA"u8, out var first, kind: 'U'));
        Assert.True(cache.TryGet("CA"u8, out var second, kind: 'A'));
        Assert.Equal((1, 2), (first, second));
        Assert.False(cache.TryGet("CA"u8, out _));
    }

    [Fact]
    public void A_field_is_found_by_the_bits_of_its_number_whatever_lies_behind_it()
    {
        var cache = new ShortTextCache();
        cache.Add("example.com"u8, 8);
        cache.Add("example.org"u8, 2);
        var buffer = "@example.com@example.org@example.net and more of the text behind"u8;
        Assert.True(cache.HasNone(buffer, new FieldSpan(1, 11), 7));
        Assert.False(cache.HasNone(buffer, new FieldSpan(1, 11), 8));
        Assert.False(cache.HasNone(buffer, new FieldSpan(13, 11), 7));
        Assert.True(cache.HasNone(buffer, new FieldSpan(13, 11), 4));
        Assert.False(cache.HasNone(buffer, new FieldSpan(25, 11), 7));
        Assert.False(cache.HasNone(buffer[..12], new FieldSpan(1, 11), 7));
        Assert.False(cache.HasNone(buffer, default, 7));
    }
}

using System.Globalization;
using System.Text;

namespace Etl.Text.Tests;

public sealed class WordTableTests
{
    const int Seed = 20_261_122;

    [Fact]
    public void Words_of_a_list_are_found_and_others_are_not()
    {
        var table = new WordTable();
        table.AddList("# no words here\nann bob\r\n\n von-der  王\n"u8, 7);
        table.AddList("bob eve"u8, 8);
        Assert.Equal(5, table.Count);
        Assert.Equal(7, table.LengthMax);
        Assert.Equal((7, 7, 7, 7, 8), (Find("ann"), Find("bob"), Find("von-der"), Find("王"), Find("eve")));
        Assert.Equal((0, 0, 0, 0), (Find("an"), Find("annn"), Find(""), Find("no")));

        int Find(string word) => table.Find(Encoding.UTF8.GetBytes(word));
    }

    [Fact]
    public void It_holds_what_a_dictionary_holds_however_large_it_grows()
    {
        var random = new Random(Seed);
        var table = new WordTable();
        var dictionary = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < 5_000; round++)
        {
            var word = Word(random);
            table.Add(Encoding.UTF8.GetBytes(word), round);
            dictionary.TryAdd(word, round);
        }
        Assert.Equal(dictionary.Count, table.Count);
        for (var round = 0; round < 10_000; round++)
        {
            var word = Word(random);
            var isThere = dictionary.TryGetValue(word, out var expected);
            Assert.Equal((isThere, expected), (table.TryGet(Encoding.UTF8.GetBytes(word), out var actual), actual));
        }
    }

    [Fact]
    public void Its_memory_grows_with_its_words_and_no_faster()
    {
        var bytesOfFew = BytesToHold(5_000);
        var bytesOfMany = BytesToHold(40_000);

        Assert.InRange(bytesOfMany, bytesOfFew, 10 * bytesOfFew);
    }

    static long BytesToHold(int words)
    {
        Span<byte> word = stackalloc byte[5];
        var table = new WordTable();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < words; number++)
        {
            Assert.True(number.TryFormat(word, out var length, "D5", CultureInfo.InvariantCulture));
            table.Add(word[..length], number);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => (char)('a' + random.Next(2))));
}

using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Looking values up in a list of words, of which one in fourteen is there, against the runtime's dictionary of strings.</summary>
public class WordTableBenchmarks : ValueBenchmarks
{
    readonly WordTable table = new();
    readonly Dictionary<string, int> dictionary = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly char[] characters = new char[1000];

    /// <summary>Fills both with the same words.</summary>
    public WordTableBenchmarks()
    {
        string[] words = ["info", "sales", "office", "Springfield", "admin", "support", "webmaster", "postmaster"];
        for (var index = 0; index < words.Length; index++)
        {
            table.Add(Encoding.UTF8.GetBytes(words[index]), index + 1);
            dictionary.Add(words[index], index + 1);
        }
        lookup = dictionary.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    [Benchmark(Baseline = true)]
    public int Dictionary()
    {
        var sum = 0;
        foreach (var value in Values)
        {
            var length = Encoding.UTF8.GetChars(value, characters);
            sum += lookup.TryGetValue(characters.AsSpan(0, length), out var number) ? number : 0;
        }
        return sum;
    }

    [Benchmark]
    public int Find()
    {
        var sum = 0;
        foreach (var value in Values)
        {
            sum += table.Find(value);
        }
        return sum;
    }
}

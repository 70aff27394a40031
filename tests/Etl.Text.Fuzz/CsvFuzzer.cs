using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Fuzz;

/// <summary>
/// Holds the cutter and tokenizer of every kernel against the lexer: whatever the input and wherever it is split into two blocks,
/// rows, fields, flags, blank lines and line counts are those that the lexer reads from the whole.
/// </summary>
public sealed class CsvFuzzer
{
    /// <summary>Inputs up to this length are split at every point; longer ones at some.</summary>
    public const int EverySplitLengthMax = 64;

    const int SomeSplitCount = 8;

    readonly Random random;
    readonly FuzzInputs inputs;
    readonly IReadOnlyList<FuzzGrammar> grammars = FuzzGrammar.All();
    readonly CsvRows expected = new();
    long splitCount;
    long differenceCount;
    string? firstDifference;

    CsvFuzzer(int seed)
    {
        random = new Random(seed);
        inputs = new FuzzInputs(random);
    }

    /// <summary>Runs that many inputs; the same seed gives the same inputs.</summary>
    public static FuzzReport Run(long inputCount, int seed)
    {
        var fuzzer = new CsvFuzzer(seed);
        for (var index = 0L; index < inputCount; index++)
        {
            // The default grammar is every second one.
            var choice = fuzzer.random.Next(2 * fuzzer.grammars.Count);
            var grammar = fuzzer.grammars[choice < fuzzer.grammars.Count ? choice : 0];
            fuzzer.Check(fuzzer.inputs.Next(grammar.Syntax), grammar);
        }
        return new FuzzReport(inputCount, fuzzer.splitCount, fuzzer.differenceCount, fuzzer.firstDifference);
    }

    void Check(ReadOnlySpan<byte> input, FuzzGrammar grammar)
    {
        grammar.Lexer.Tokenize(input, expected);
        foreach (var reader in grammar.Readers)
        {
            Check(input, input.Length, grammar, reader);
            var isShort = input.Length <= EverySplitLengthMax;
            var count = isShort ? input.Length : SomeSplitCount;
            for (var index = 0; index < count; index++)
            {
                Check(input, isShort ? index : random.Next(input.Length), grammar, reader);
                splitCount++;
            }
        }
    }

    void Check(ReadOnlySpan<byte> input, int split, FuzzGrammar grammar, FuzzReader reader)
    {
        if (reader.Compare(input, split, grammar.Lexer, expected) is not { } what)
        {
            return;
        }
        differenceCount++;
        firstDifference ??=
            $"{reader.Kernel} split at {split}: {what}; {grammar.Syntax}, "
            + $"delimiter {Encoding.UTF8.GetString(grammar.Syntax.Delimiter)}, input {Convert.ToHexString(input)}, "
            + $"{Encoding.UTF8.GetString(input).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}";
    }
}

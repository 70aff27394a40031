using System.Collections.Concurrent;

namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// The model of a language with an alphabet: frequencies of letters and of pairs of letters, counted from its words, case apart.
/// A pair that no word holds is as likely as its second letter allows; a letter that no word holds is nearly, not quite, impossible.
/// </summary>
sealed class AlphabetModel : ILetterModel
{
    const double PairShare = 0.6;
    const double LetterShare = 0.38;

    // Foreign names have foreign letters, and foreign ASCII letters more often than others.
    const double ForeignAscii = 1e-3;
    const double ForeignLetter = 3e-6;
    const double OtherScript = 1e-7;

    readonly Dictionary<char, int> letters = [];
    readonly Dictionary<(char, char), int> pairs = [];

    /// <summary>Found when first asked for. Inputs may be looked at side by side, and all share the models.</summary>
    readonly ConcurrentDictionary<(char, char), float> known = [];

    readonly bool isLatin;
    readonly int letterCount;

    public AlphabetModel(LanguageWords words)
    {
        foreach (var word in words.Words)
        {
            var previous = '\0';
            letters['\0'] = letters.GetValueOrDefault('\0') + 1;
            foreach (var character in word)
            {
                var letter = Fold(character);
                letters[letter] = letters.GetValueOrDefault(letter) + 1;
                pairs[(previous, letter)] = pairs.GetValueOrDefault((previous, letter)) + 1;
                previous = letter;
                letterCount++;
            }
        }
        isLatin = letters.GetValueOrDefault('a') > 0 && letters.GetValueOrDefault('e') > 0;
    }

    /// <summary>True for a language in Latin letters, whose words in plain ASCII say something, too.</summary>
    public bool IsLatin => isLatin;

    /// <inheritdoc/>
    public float Log(char previous, char current)
    {
        var key = (Fold(previous), Fold(current));
        if (!known.TryGetValue(key, out var log))
        {
            log = (float)Math.Log(Probability(key.Item1, key.Item2));
            known[key] = log;
        }
        return log;
    }

    /// <summary>Small letters; the Turkish İ has none of its own in invariant case.</summary>
    static char Fold(char character) => character == 'İ' ? 'i' : char.ToLowerInvariant(character);

    double Probability(char previous, char current)
    {
        var count = letters.GetValueOrDefault(current);
        if (count == 0)
        {
            return Foreign(current);
        }
        var single = (double)count / letterCount;
        var before = letters.GetValueOrDefault(previous);
        var pair = before == 0 ? single : (double)pairs.GetValueOrDefault((previous, current)) / before;
        return PairShare * pair + LetterShare * single;
    }

    double Foreign(char current)
    {
        if (char.IsAsciiLetter(current))
        {
            return isLatin ? ForeignAscii : ForeignAscii / 100;
        }
        return isLatin && WordSigns.IsLatin(current) ? ForeignLetter : OtherScript;
    }
}

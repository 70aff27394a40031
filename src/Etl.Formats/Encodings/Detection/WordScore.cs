namespace Etl.Formats.Encodings.Detection;

/// <summary>How likely a word is in a language.</summary>
static class WordScore
{
    // A capital behind a small letter (McDonald is one of few), a small letter behind two capitals.
    const float CapitalInside = -5;
    const float SmallBehindCapitals = -3;

    /// <summary>Logarithm of the word's probability.</summary>
    public static float Of(ReadOnlySpan<char> word, ILetterModel model)
    {
        var score = 0f;
        var previous = '\0';
        for (var index = 0; index < word.Length; index++)
        {
            var current = word[index];
            if (!WordSigns.IsLetter(current) && model is AlphabetModel)
            {
                var isInside =
                    index > 0
                    && index + 1 < word.Length
                    && WordSigns.IsLetter(word[index - 1])
                    && WordSigns.IsLetter(word[index + 1]);
                score += WordSigns.Log(current, isInside);
                previous = '\0';
                continue;
            }
            score += model.Log(previous, current) + Case(word, index);
            previous = current;
        }
        return score;
    }

    static float Case(ReadOnlySpan<char> word, int index)
    {
        if (index == 0)
        {
            return 0;
        }
        if (char.IsUpper(word[index]))
        {
            return char.IsLower(word[index - 1]) ? CapitalInside : 0;
        }
        var isBehindCapitals = index > 1 && char.IsUpper(word[index - 1]) && char.IsUpper(word[index - 2]);
        return isBehindCapitals && char.IsLower(word[index]) ? SmallBehindCapitals : 0;
    }
}

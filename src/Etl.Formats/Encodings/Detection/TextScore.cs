using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>How likely a text is, read in one encoding: the sum over its different words, each in the language that fits it.</summary>
/// <remarks>
/// One language is the text's own; a word of another language of the same encoding costs extra, so that a file of many countries
/// is not taken for another encoding. Scores of several encodings are probabilities of the same bytes, so they can be compared.
/// </remarks>
sealed class TextScore
{
    const int WordsMax = 3000;
    const int WordLengthMax = 48;
    const float OtherLanguage = -6;
    const float InvalidSequence = -25;

    // One file in four hundred.
    const float RareEncoding = -6;

    TextScore(CandidateEncoding candidate, string text)
    {
        Candidate = candidate;
        Text = text;
    }

    /// <summary>The encoding.</summary>
    public CandidateEncoding Candidate { get; }

    /// <summary>The text as it reads it.</summary>
    public string Text { get; }

    /// <summary>Logarithm of the probability, natural.</summary>
    public double Log { get; private set; }

    /// <summary>Letters of the words that were judged.</summary>
    public int LetterCount { get; private set; }

    /// <summary>Different words that were judged.</summary>
    public int WordCount { get; private set; }

    /// <summary>Sequences that are not valid in the encoding.</summary>
    public int InvalidCount { get; private set; }

    /// <summary>Judges a text.</summary>
    public static TextScore Of(CandidateEncoding candidate, byte[] wide)
    {
        var score = new TextScore(candidate, candidate.Encoding.GetString(wide));
        score.InvalidCount = score.Text.AsSpan().Count('\uFFFD');
        var words = score.Words();
        score.WordCount = words.Count;
        score.LetterCount = words.Sum(word => word.Length);
        score.Log = score.InvalidCount * InvalidSequence + score.LogOf(words) + (candidate.IsRare ? RareEncoding : 0);
        return score;
    }

    double LogOf(IReadOnlyCollection<string> words)
    {
        var models = Candidate.Models;
        var logs = new double[models.Count];
        var best = new List<float>(words.Count);
        var each = new float[models.Count][];
        for (var index = 0; index < models.Count; index++)
        {
            each[index] = [.. words.Select(word => WordScore.Of(word, models[index]))];
        }
        for (var word = 0; word < words.Count; word++)
        {
            best.Add(each.Max(scores => scores[word]));
        }
        for (var index = 0; index < models.Count; index++)
        {
            for (var word = 0; word < words.Count; word++)
            {
                logs[index] += Math.Max(each[index][word], best[word] + OtherLanguage);
            }
        }
        return logs.Max();
    }

    HashSet<string> Words()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var index = 0; index <= Text.Length && words.Count < WordsMax; index++)
        {
            if (index < Text.Length && WordSigns.IsWord(Text[index]))
            {
                start = start < 0 ? index : start;
                continue;
            }
            if (start >= 0)
            {
                var word = Text.AsSpan(start, Math.Min(index - start, WordLengthMax));
                if (!Ascii.IsValid(word))
                {
                    words.Add(word.ToString());
                }
                start = -1;
            }
        }
        return words;
    }
}

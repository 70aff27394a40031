using System.Globalization;
using Etl.Core.Contracts;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Tells encodings that are no Unicode apart by how likely each makes the text.</summary>
/// <remarks>
/// The confidence rests on two figures. The margin is how much likelier the text is than read in the next encoding that reads
/// another text: among files of one to eight lines no wrong answer had more than 6 (natural logarithms), and files of 20 rows
/// have 25 to 2,000. The fit is the mean over all letters: right answers have −2.4 to −3.8 in alphabets and −6 to −9.3 in
/// languages of many characters; text in an encoding that is not tried fits worse. Measured by the trial <c>encodings</c>.
/// </remarks>
static class LegacyDetector
{
    const int CandidatesShown = 4;
    const int LinesShown = 3;
    const int LineLengthMax = 120;
    const double MarginUnit = 7;
    const double AlphabetFit = -4.1;
    const double CharacterFit = -10.5;
    const double FitCap = 0.95;
    const double FitSlope = 0.6;
    const double ConfidenceFloor = 0.05;

    /// <summary>Judges the lines of a sample that are no UTF-8.</summary>
    public static EncodingGuess Detect(EncodingSample sample)
    {
        var wide = sample.Wide;
        var scores = CandidateEncoding
            .All.Select(candidate => TextScore.Of(candidate, wide))
            .OrderByDescending(score => score.Log)
            .ToList();
        var best = scores[0];
        var rival = scores.Find(score => !score.Text.Equals(best.Text, StringComparison.Ordinal))!;
        var confidence = Confidence(best, rival);
        var latinNine = LatinNine.ConfidenceMax(best.Candidate.Name, best.Text, wide);
        if (latinNine > 0 && scores.Find(score => score.Candidate.Name == LatinNine.Encoding) is { } other)
        {
            scores.Remove(other);
            scores.Insert(0, other);
            (best, rival, confidence) = (other, best, Math.Min(confidence, latinNine));
        }
        return new EncodingGuess(
            best.Candidate.Name,
            confidence,
            [Evidence(sample, best, rival, confidence)],
            Candidates(scores, rival, confidence)
        );
    }

    /// <summary>The first lines of a text, as users are shown them.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [
            .. text.Split('\n', LinesShown + 1)
                .Take(LinesShown)
                .Where(line => line.Length > 0)
                .Select(line => line.Length <= LineLengthMax ? line : line[..LineLengthMax] + "…"),
        ];

    static double Confidence(TextScore best, TextScore rival)
    {
        var byMargin = 1 - 0.5 * Math.Exp((rival.Log - best.Log) / MarginUnit);
        var fitMin = best.Candidate.Encoding.IsSingleByte ? AlphabetFit : CharacterFit;
        var byFit = FitCap - FitSlope * Math.Max(0, fitMin - best.Log / Math.Max(1, best.LetterCount));
        // A damaged byte is no reason to doubt, damage in every tenth word is.
        var byDamage = best.InvalidCount == 0 ? 1 : FitCap - 2.0 * best.InvalidCount / Math.Max(1, best.WordCount);
        var isOdd = byFit < FitCap || byDamage < 1;
        return Math.Max(ConfidenceFloor, isOdd ? Math.Min(byMargin, Math.Min(byFit, byDamage)) : byMargin);
    }

    static string Evidence(EncodingSample sample, TextScore best, TextScore rival, double confidence) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The encoding is {best.Candidate.Name}, {Math.Floor(100 * confidence)} % sure: {sample.InvalidCount:N0} of the {sample.WideCount:N0} lines looked at that hold other than plain ASCII are not valid UTF-8, and their {best.WordCount:N0} different words read best in {best.Candidate.Name}; {rival.Candidate.Name} comes next."
        );

    // Each other text once, with its share of the doubt, which is never more than the answer itself has: the rest is the share of encodings that were not tried.
    static List<EncodingCandidate> Candidates(List<TextScore> scores, TextScore rival, double confidence)
    {
        var shown = scores
            .DistinctBy(score => score.Text, StringComparer.Ordinal)
            .Where(score => score.InvalidCount <= scores[0].InvalidCount)
            .Take(CandidatesShown)
            .ToList();
        var weights = shown.ConvertAll(score => Math.Exp(Math.Min(0, (score.Log - rival.Log) / MarginUnit)));
        var total = weights.Skip(1).Sum();
        return
        [
            .. shown.Select(
                (score, index) =>
                    new EncodingCandidate(
                        score.Candidate.Name,
                        Math.Round(
                            index == 0 ? confidence : Math.Min(confidence, (1 - confidence) * weights[index] / total),
                            3
                        ),
                        Lines(score.Text)
                    )
            ),
        ];
    }
}

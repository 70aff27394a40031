using System.Globalization;
using System.Text;
using Etl.Core.Contracts;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Tells damaged lines of UTF-8 text from text in another encoding.</summary>
/// <remarks>
/// Only lines that are UTF-8 and cannot be so by chance prove that the others are damage, see <see cref="Utf8Proof"/>. A text without any
/// is in another encoding, unless it is long and its odd lines are so few that nothing is left to judge them by: these are rejected.
/// A text with many lines of both kinds was put together of several, and no answer is sure.
/// </remarks>
static class DamagedLines
{
    /// <summary>Odd lines that a long plain text may hold.</summary>
    const int OddMax = 2;

    /// <summary>Lines that a plain text has for each odd one: so few are rejected without asking.</summary>
    const int LinesPerOdd = 1000;

    const string Utf8 = "utf-8";

    /// <summary>Judges a sample with lines that are not valid UTF-8.</summary>
    public static EncodingGuess Judge(EncodingSample sample)
    {
        var damaged = sample.InvalidCount / (double)(sample.InvalidCount + sample.ProvenCount);
        if (damaged <= 1 - EncodingGuess.ConfidenceMin)
        {
            return new EncodingGuess(Utf8, 1 - damaged, [DamageEvidence(sample)], []);
        }
        var other = LegacyDetector.Detect(sample);
        if (sample.ProvenCount > 0)
        {
            return Mixed(sample, other, damaged);
        }
        var isLong = sample.InvalidCount <= OddMax && sample.LineCount >= LinesPerOdd * sample.InvalidCount;
        return isLong && other.IsDoubtful
            ? new EncodingGuess(Utf8, EncodingGuess.ConfidenceMin, [PlainEvidence(sample)], other.Candidates)
            : other;
    }

    static EncodingGuess Mixed(EncodingSample sample, EncodingGuess other, double damaged)
    {
        var utf8 = new EncodingCandidate(
            Utf8,
            Math.Round(1 - damaged, 3),
            LegacyDetector.Lines(Encoding.UTF8.GetString(sample.Wide))
        );
        var candidates = other
            .Candidates.Select(candidate =>
                candidate with
                {
                    Confidence = Math.Round(candidate.Confidence * damaged, 3),
                }
            )
            .Append(utf8)
            .OrderByDescending(candidate => candidate.Confidence)
            .ToList();
        return candidates[0] == utf8
            ? new EncodingGuess(Utf8, utf8.Confidence, [DamageEvidence(sample)], candidates)
            : new EncodingGuess(
                other.Name,
                Math.Min(other.Confidence, damaged),
                [
                    .. other.Evidence,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Against it: {sample.ProvenCount:N0} other lines are valid UTF-8."
                    ),
                ],
                candidates
            );
    }

    static string DamageEvidence(EncodingSample sample) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The encoding is utf-8: of the {sample.WideCount:N0} lines looked at that hold other than plain ASCII, {sample.WideCount - sample.InvalidCount:N0} are valid UTF-8; the other {sample.InvalidCount:N0} are damaged, and their records would be rejected."
        );

    static string PlainEvidence(EncodingSample sample) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The encoding is taken for utf-8: of the {sample.LineCount:N0} lines looked at all but {sample.InvalidCount} are plain ASCII, and nothing says what is there; their records would be rejected."
        );
}

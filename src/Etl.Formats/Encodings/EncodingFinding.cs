using System.Text;
using Etl.Core.Contracts;

namespace Etl.Formats.Encodings;

/// <summary>Which encoding an input is in, and how that is known.</summary>
/// <param name="Encoding">The encoding; null for UTF-8, which is not transcoded.</param>
/// <param name="Name">Its name for the report.</param>
/// <param name="Evidence">One sentence.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Candidates">The best encodings, best first, where it was a matter of judgement; otherwise empty.</param>
sealed record EncodingFinding(
    Encoding? Encoding,
    string Name,
    string Evidence,
    double Confidence,
    IReadOnlyList<EncodingCandidate> Candidates
);

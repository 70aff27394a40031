using Etl.Core.Contracts;

namespace Etl.Formats.Encodings.Detection;

/// <summary>What a text's encoding most likely is, and why.</summary>
/// <param name="Name">Name of the encoding, for example <c>utf-8</c> or <c>windows-1250</c>.</param>
/// <param name="Confidence">0 to 1. Above 0.9 it is surely right, below <see cref="ConfidenceMin"/> somebody should look.</param>
/// <param name="Evidence">Sentences.</param>
/// <param name="Candidates">The best encodings, best first, when bytes beyond ASCII had to be judged; otherwise empty.</param>
public sealed record EncodingGuess(
    string Name,
    double Confidence,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<EncodingCandidate> Candidates
)
{
    /// <summary>Below this a job that nobody watches stops and asks for <c>--encoding</c>.</summary>
    public const double ConfidenceMin = 0.8;

    /// <summary>True when it is too doubtful to go on with.</summary>
    public bool IsDoubtful => Confidence < ConfidenceMin;
}

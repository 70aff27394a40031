namespace Etl.Core.Contracts;

/// <summary>An encoding that a text may be in.</summary>
/// <param name="Name">Its name, as <c>--encoding</c> takes it.</param>
/// <param name="Confidence">0 to 1: how sure it is. Of encodings that read the same text only one is a candidate.</param>
/// <param name="Lines">Some of the text's first lines beyond ASCII, as this encoding reads them.</param>
public sealed record EncodingCandidate(string Name, double Confidence, IReadOnlyList<string> Lines);

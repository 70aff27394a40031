using System.Text;

namespace Etl.Formats.Encodings;

/// <summary>Which encoding an input is in, and how that is known.</summary>
/// <param name="Encoding">The encoding; null for UTF-8, which is not transcoded.</param>
/// <param name="Name">Its name for the report.</param>
/// <param name="Evidence">One sentence.</param>
sealed record EncodingFinding(Encoding? Encoding, string Name, string Evidence);

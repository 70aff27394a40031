namespace Etl.Core.Diagnostics;

/// <summary>An input in the report.</summary>
/// <param name="Path">As the user gave it.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hex; null when it was not read to its end, or not digested.</param>
/// <param name="Encoding">Encoding name.</param>
/// <param name="Delimiter">Delimiter as text.</param>
/// <param name="Format">Format name.</param>
public sealed record ReportInput(
    string Path,
    long Bytes,
    string? Sha256,
    string Encoding,
    string Delimiter,
    string Format
);

namespace Etl.Text.Csv;

/// <summary>What a chunk of 64 bytes means, a bit for each byte; what stands inside quotes means nothing.</summary>
/// <param name="FieldEnds">Delimiters and line ends, those of blank lines not among them. Of CRLF it is the CR.</param>
/// <param name="LineEnds">LFs and CRs.</param>
/// <param name="Openings">Quotes that a field starts with.</param>
readonly record struct CsvMasks(ulong FieldEnds, ulong LineEnds, ulong Openings);

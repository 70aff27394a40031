namespace Etl.Text.Csv;

/// <summary>Where a buffer is to be cut: <c>buffer == rows + rest</c>, and the rest starts the next buffer.</summary>
/// <param name="Length">
/// Length in bytes of the whole records whose end is decided. 0 means that not even the first record is whole: read more.
/// </param>
/// <param name="IsRegular">
/// True when the fast tokenizer reads exactly the same from these rows as the lexer would; pass it on to
/// <see cref="CsvTokenizer.Tokenize"/>.
/// </param>
public readonly record struct CsvCut(int Length, bool IsRegular);

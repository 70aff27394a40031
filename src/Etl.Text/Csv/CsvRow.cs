namespace Etl.Text.Csv;

/// <summary>One record as the tokenizer cut it: its raw bytes and its run of raw fields (quotes still on).</summary>
/// <param name="Offset">Index of the record's first byte in the block.</param>
/// <param name="Length">Length in bytes with its line end.</param>
/// <param name="FieldIndex">Index of its first field in the field list.</param>
/// <param name="FieldCount">Number of its fields, at least 1.</param>
/// <param name="HasStrayQuote">
/// True when an opening quote in it was not closed within the limits and was taken as text; some of its <see cref="CsvRows.QuotedFields"/> are none.
/// </param>
public readonly record struct CsvRow(int Offset, int Length, int FieldIndex, int FieldCount, bool HasStrayQuote);

namespace Etl.Text.Csv;

/// <summary>What the tokenizer found about one row beside its fields.</summary>
[Flags]
public enum CsvRowFlags : byte
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>An opening quote was never closed within the limits; it was taken as text.</summary>
    UnclosedQuote = 1,

    /// <summary>At least one field starts with a quote, so some fields may need unescaping.</summary>
    HasQuoted = 2,
}

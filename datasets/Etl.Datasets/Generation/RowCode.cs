namespace Etl.Datasets.Generation;

/// <summary>The stable code that a planted defect or oddity must be reported with.</summary>
static class RowCode
{
    /// <summary>The code of rejects and warnings; empty for rows that are in order.</summary>
    public static ReadOnlySpan<byte> Of(RowKind kind) =>
        kind switch
        {
            RowKind.InvalidByte => "ENC_INVALID_BYTE"u8,
            RowKind.ExtraField => "ROW_TOO_LONG"u8,
            RowKind.StrayQuote => "UNCLOSED_QUOTE"u8,
            RowKind.NoContact => "EMPTY_CONTACT"u8,
            RowKind.ShortRow => "ROW_SHORT"u8,
            RowKind.BadEmail => "EMAIL_SYNTAX"u8,
            _ => [],
        };
}

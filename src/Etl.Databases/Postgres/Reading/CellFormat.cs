namespace Etl.Databases.Postgres.Reading;

/// <summary>How a column's values come over the wire, and so how they become text.</summary>
enum CellFormat : byte
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>One byte: <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number of 16 bits.</summary>
    Int16,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>Days since 2000-01-01: <c>2024-01-02</c>.</summary>
    Date,

    /// <summary>Microseconds since 2000-01-01: <c>2024-01-02T03:04:05</c>.</summary>
    Timestamp,

    /// <summary>Microseconds since 2000-01-01 UTC: <c>2024-01-02T03:04:05Z</c>.</summary>
    TimestampUtc,

    /// <summary>16 bytes: <c>01234567-89ab-cdef-0123-456789abcdef</c>.</summary>
    Uuid,

    /// <summary>An array of texts: <c>a;b;"c, d"</c>, see <see cref="Etl.Text.Lists.ListText"/>.</summary>
    TextArray,
}

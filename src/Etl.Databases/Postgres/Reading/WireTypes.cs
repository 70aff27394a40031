namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// What is asked of the server for each type. Types whose binary form is text already, or is cheaper to write as text here than
/// there, come as they are; everything else is cast to text by the server.
/// </summary>
static class WireTypes
{
    /// <summary>text</summary>
    public const uint Text = 25;

    const uint Bool = 16;
    const uint Int8 = 20;
    const uint Int2 = 21;
    const uint Int4 = 23;
    const uint Json = 114;
    const uint CharArray = 1002;
    const uint TextArray = 1009;
    const uint BpcharArray = 1014;
    const uint VarcharArray = 1015;
    const uint Varchar = 1043;
    const uint Date = 1082;
    const uint Timestamp = 1114;
    const uint TimestampWithZone = 1184;
    const uint Uuid = 2950;

    /// <summary>How values of a type come.</summary>
    public static CellFormat FormatOf(uint typeOid) =>
        typeOid switch
        {
            Bool => CellFormat.Boolean,
            Int2 => CellFormat.Int16,
            Int4 => CellFormat.Int32,
            Int8 => CellFormat.Int64,
            Date => CellFormat.Date,
            Timestamp => CellFormat.Timestamp,
            TimestampWithZone => CellFormat.TimestampUtc,
            Uuid => CellFormat.Uuid,
            TextArray or VarcharArray or BpcharArray or CharArray => CellFormat.TextArray,
            _ => CellFormat.Text,
        };

    /// <summary>The expression to select for a column of a type.</summary>
    public static string Select(string expression, uint typeOid) =>
        typeOid switch
        {
            // Elements without the spaces that fill them up.
            BpcharArray or CharArray => AsTexts(expression),
            Text or Varchar or Json => expression,
            _ => FormatOf(typeOid) != CellFormat.Text ? expression : AsText(expression, typeOid),
        };

    /// <summary>
    /// The expression for a value as the text that comes out of the source in the end, for conditions. The transaction's settings
    /// are those of <see cref="ReadTransaction"/>.
    /// </summary>
    public static string AsText(string expression, uint typeOid) =>
        typeOid switch
        {
            Text => expression,
            TextArray or VarcharArray or BpcharArray or CharArray => ListSql.TextOf(AsTexts(expression)),
            Timestamp => $"replace(replace(({expression})::text, ' ', 'T'), 'TBC', ' BC')",
            TimestampWithZone => $"replace(replace(replace(({expression})::text, ' ', 'T'), '+00', 'Z'), 'TBC', ' BC')",
            _ => $"({expression})::text",
        };

    static string AsTexts(string expression) => $"({expression})::text[]";
}

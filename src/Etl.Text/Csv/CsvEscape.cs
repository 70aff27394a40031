namespace Etl.Text.Csv;

/// <summary>How a quote character is written inside a quoted field.</summary>
public enum CsvEscape
{
    /// <summary>Twice (<c>"a ""quoted"" word"</c>), RFC 4180 section 2.7.</summary>
    Doubled,

    /// <summary>After a backslash (<c>"a \"quoted\" word"</c>); <c>\\</c> is one backslash. A doubled quote is understood too.</summary>
    Backslash,
}

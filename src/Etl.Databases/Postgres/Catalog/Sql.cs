namespace Etl.Databases.Postgres.Catalog;

/// <summary>The one place where names become SQL.</summary>
static class Sql
{
    /// <summary>A name as a quoted identifier.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Names as a list of quoted identifiers.</summary>
    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}

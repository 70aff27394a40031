using System.Globalization;
using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>The one place where names become SQL text. Values never do: they are parameters.</summary>
public static class Sql
{
    /// <summary>Longest identifier in bytes of UTF-8; the server would cut a longer one silently, onto another's name.</summary>
    public const int IdentifierBytesMax = 63;

    /// <summary>An identifier between quotes. Refuses what the server would cut or cannot hold.</summary>
    public static string Quote(string name)
    {
        Check(name);
        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Identifiers between quotes, with commas: a column list.</summary>
    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    /// <summary>Refuses a name that is empty, too long or holds a zero byte, in a sentence.</summary>
    public static void Check(string name)
    {
        if (name.Length == 0)
        {
            throw new JobException(
                "A name of a table, schema or column is empty; give it a name, for example ?table=public.contacts."
            );
        }
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new JobException(
                "A name of a table, schema or column holds a zero byte, which PostgreSQL does not allow."
            );
        }
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > IdentifierBytesMax)
        {
            throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The name '{name}' has {bytes} bytes, but PostgreSQL keeps only {IdentifierBytesMax} of a table's, schema's or column's name; use a shorter one."
                )
            );
        }
    }
}

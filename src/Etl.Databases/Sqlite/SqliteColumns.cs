using Etl.Core.Schema;

namespace Etl.Databases.Sqlite;

/// <summary>Field names as SQL expressions on <c>contacts</c>.</summary>
static class SqliteColumns
{
    /// <summary>The expression for a field: its column, its entry in <c>custom</c>, or null when no job has stored it yet.</summary>
    public static string Expression(string fieldName, IReadOnlySet<string> columns)
    {
        if (columns.Contains(fieldName))
        {
            return SqliteSchema.Quote(fieldName);
        }
        return fieldName.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
            ? $"(select value from json_each({SqliteSchema.CustomColumn}) where key = {Literal(fieldName[ContactField.CustomPrefix.Length..])})"
            : "null";
    }

    /// <summary>A text as an SQL literal.</summary>
    static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

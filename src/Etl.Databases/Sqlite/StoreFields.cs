using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Databases.Sqlite;

/// <summary>The fields that a store has values for, and the check of names that a user asks for.</summary>
sealed class StoreFields
{
    /// <summary>Columns that are no contact fields but may be read and compared all the same.</summary>
    static readonly string[] ledgerColumns = ["id", "job_id"];

    readonly List<string> names;

    StoreFields(HashSet<string> columns, IEnumerable<string> customs)
    {
        Columns = columns;
        names =
        [
            .. ContactFields.All.Select(field => field.Name).Where(columns.Contains),
            .. customs.Select(custom => ContactField.CustomPrefix + custom),
        ];
    }

    /// <summary>Names of real columns of <c>contacts</c>.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>Looks up which fields there are.</summary>
    public static StoreFields Read(SqliteDatabase database)
    {
        var columns = SqliteSchema.FieldColumns(database).Concat(ledgerColumns).ToHashSet(StringComparer.Ordinal);
        var customs = new List<string>();
        using var statement = database.Prepare(
            "select distinct key from contacts, json_each(custom) where custom is not null order by key"
        );
        while (statement.Read())
        {
            customs.Add(statement.Text(0));
        }
        return new StoreFields(columns, customs);
    }

    /// <summary>The columns of a query: those named, or all.</summary>
    public SourceColumn[] Select(IReadOnlyList<string>? requested) =>
        [.. (requested ?? names).Select(name => new SourceColumn(Resolve(name)))];

    /// <summary>The exact name of a field; a known field that the store has no values for reads as empty.</summary>
    public string Resolve(string name)
    {
        if (Columns.Contains(name) || names.Contains(name))
        {
            return name;
        }
        return names.Find(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? ContactFields.Find(name)?.Name
            ?? throw new JobException(
                $"'{name}' is not a field of a contact; the store holds {string.Join(", ", names)}. Use one of these in --columns and --where."
            );
    }
}

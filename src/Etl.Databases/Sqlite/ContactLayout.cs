using System.Text.Json;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>How the mapped columns of one input's layout are stored.</summary>
sealed class ContactLayout
{
    /// <summary>Seed of the checksum of the column <c>custom</c>.</summary>
    public static readonly ulong CustomSeed = ContactChecksum.Seed(SqliteSchema.CustomColumn);

    /// <param name="layout">What the columns of a batch mean.</param>
    /// <param name="missing">Fields that the table has no column for and that no value is known of.</param>
    public ContactLayout(BatchLayout layout, IReadOnlySet<string> missing)
    {
        var fields = new List<StoredField>();
        var customs = new List<CustomField>();
        for (var column = 0; column < layout.Columns.Count; column++)
        {
            if (layout.Columns[column].Field is not { } field || missing.Contains(field.Name))
            {
                continue;
            }
            if (field.IsCustom)
            {
                var name = field.Name[ContactField.CustomPrefix.Length..];
                customs.Add(
                    new CustomField(column, name, JsonEncodedText.Encode(name, CustomJson.Escaping))
                    {
                        Type = field.Type,
                        IsDerived = layout.Columns[column].IsDerived,
                    }
                );
            }
            else
            {
                fields.Add(
                    new StoredField(column, field, ContactChecksum.Seed(field.Name))
                    {
                        IsDerived = layout.Columns[column].IsDerived,
                    }
                );
            }
        }
        Fields = [.. fields];
        Customs = [.. customs];
        CreatedAtColumn = layout.ColumnOf(SqliteSchema.CreatedAt);
        UpdatedAtColumn = layout.ColumnOf(SqliteSchema.UpdatedAt);
    }

    /// <summary>Fields with a column of their own.</summary>
    public StoredField[] Fields { get; }

    /// <summary>Fields in the column <c>custom</c>.</summary>
    public CustomField[] Customs { get; }

    /// <summary>The batch column that feeds <c>created_at</c>, or −1.</summary>
    public int CreatedAtColumn { get; }

    /// <summary>The batch column that feeds <c>updated_at</c>, or −1.</summary>
    public int UpdatedAtColumn { get; }
}

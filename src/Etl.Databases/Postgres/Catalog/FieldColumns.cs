using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Loading;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>
/// Which contact field each column of a target holds. In a table that Etl made they have the same name, and custom fields lie in
/// its column <c>custom</c>. In a table that a user owns the columns are mapped as the columns of a file are, by field names and
/// aliases, and any other column holds the field <c>custom.&lt;column&gt;</c>.
/// </summary>
sealed class FieldColumns
{
    readonly Dictionary<string, TargetColumn> columnOfField = new(StringComparer.Ordinal);
    readonly Dictionary<string, TargetColumn> columnOfCustom = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, ContactField> fieldOfColumn = new(StringComparer.Ordinal);
    readonly TargetTable table;

    FieldColumns(TargetTable table) => this.table = table;

    /// <summary>Finds the fields of a table's columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isMadeByEtl">True when Etl made it.</param>
    public static FieldColumns Of(TargetTable table, bool isMadeByEtl)
    {
        var fields = new FieldColumns(table);
        if (isMadeByEtl)
        {
            fields.AddByName();
        }
        else
        {
            fields.AddByMeaning();
        }
        return fields;
    }

    /// <summary>The columns that hold a field, in the table's order, with the field.</summary>
    public IEnumerable<(TargetColumn Column, ContactField Field)> All =>
        table
            .Columns.Where(column => fieldOfColumn.ContainsKey(column.Name))
            .Select(column => (column, fieldOfColumn[column.Name]));

    /// <summary>The column that holds a field, or null. The names of custom fields are compared without regard to case.</summary>
    public TargetColumn? ColumnOf(ContactField field) =>
        columnOfField.GetValueOrDefault(field.Name)
        ?? (field.IsCustom ? columnOfCustom.GetValueOrDefault(field.Name) : null);

    /// <summary>The name of the field that a column holds; of a column that holds none, its own name.</summary>
    public string FieldOf(TargetColumn column) =>
        fieldOfColumn.TryGetValue(column.Name, out var field) ? field.Name : column.Name;

    /// <summary>The columns that can be written, for mapping headers to them.</summary>
    public IReadOnlyList<StoreColumn> ForMapping() =>
        [
            .. All.Where(pair => !pair.Column.IsGenerated)
                .Select(pair => new StoreColumn(pair.Column.Name, pair.Field)
                {
                    IsFilledByServer = !IsFilledByUser(pair.Column),
                    IsOptional = pair.Column is { IsNotNull: false, Default: null, IsGenerated: false },
                    HoldsNumbers =
                        pair.Column.Type is PostgresType.Numeric or PostgresType.Float4 or PostgresType.Float8,
                    HoldsCustoms = pair.Column is { Name: LoadPlan.CustomColumn, Type: PostgresType.Jsonb },
                }),
        ];

    void AddByName()
    {
        foreach (var column in table.Columns)
        {
            if (ContactFields.Find(column.Name) is { IsCustom: false } field && field.Name == column.Name)
            {
                Add(column, field);
            }
        }
    }

    void AddByMeaning()
    {
        // What the server numbers or computes is not the user's own identifier, whatever its name means.
        var named = table.Columns.Where(IsFilledByUser).ToList();
        var layout = HeaderMapper.Map([.. named.Select(column => column.Name)], new MappingOptions()).Layout;
        foreach (var plan in layout.Columns)
        {
            var column = named[plan.SourceIndex];
            if (plan.Field is { } field && (plan.MappedBy != MappingSources.Alias || CanHold(column.Type, field.Kind)))
            {
                Add(column, field);
            }
        }
        foreach (var column in table.Columns.Where(column => !fieldOfColumn.ContainsKey(column.Name)))
        {
            Add(column, new ContactField(ContactField.CustomPrefix + column.Name, FieldKind.MultilineText));
        }
    }

    static bool IsFilledByUser(TargetColumn column) =>
        !column.IsGenerated
        && !column.IsIdentity
        && column.Sequence is null
        && (column.Default is null || column.ConstantDefault is not null || !column.IsNotNull);

    /// <summary>
    /// True when a column of the type takes what the field's normalizer makes: a boolean column <c>subscribed</c> takes yes and no,
    /// but not the words that Etl has for consent.
    /// </summary>
    static bool CanHold(PostgresType type, FieldKind kind) =>
        type switch
        {
            PostgresType.Text or PostgresType.Varchar or PostgresType.Char or PostgresType.Citext => true,
            PostgresType.Date or PostgresType.Timestamp or PostgresType.TimestampTz => kind
                is FieldKind.Date
                    or FieldKind.Timestamp,
            PostgresType.TextArray => kind == FieldKind.Tags,
            PostgresType.Int2 or PostgresType.Int4 or PostgresType.Int8 or PostgresType.Numeric or PostgresType.Uuid =>
                kind == FieldKind.Identifier,
            PostgresType.Enum => kind is not (FieldKind.Consent or FieldKind.Country),
            _ => false,
        };

    void Add(TargetColumn column, ContactField field)
    {
        fieldOfColumn[column.Name] = field;
        if (columnOfField.TryAdd(field.Name, column) && field.IsCustom)
        {
            columnOfCustom.TryAdd(field.Name, column);
        }
    }
}

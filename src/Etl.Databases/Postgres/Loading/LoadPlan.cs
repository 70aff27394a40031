using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Encoders;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Which columns of the table a job writes, and how: the key when Etl gives it, what Etl fills itself, the fields of all
/// inputs, and the column of the other custom fields. All rows of a job are written to the same columns.
/// </summary>
sealed class LoadPlan
{
    /// <summary>Names of the columns that Etl fills in a table that it made.</summary>
    public const string JobColumn = "job_id";

    /// <summary>See <see cref="JobColumn"/>.</summary>
    public const string CreatedAt = "created_at";

    /// <summary>See <see cref="JobColumn"/>.</summary>
    public const string UpdatedAt = "updated_at";

    /// <summary>The column of custom fields that have none of their own.</summary>
    public const string CustomColumn = "custom";

    readonly FieldColumns fieldColumns;
    readonly StoreSinkOptions options;
    readonly List<LoadColumn> columns = [];
    ContactField? keyField;

    LoadPlan(TargetTable table, bool isMadeByEtl, FieldColumns fieldColumns, StoreSinkOptions options)
    {
        Table = table;
        IsMadeByEtl = isMadeByEtl;
        this.fieldColumns = fieldColumns;
        this.options = options;
        Fields =
        [
            .. options
                .Layouts.SelectMany(layout => layout.Columns)
                .Select(column => column.Field)
                .OfType<ContactField>()
                .DistinctBy(field => field.Name),
        ];
    }

    /// <summary>The table.</summary>
    public TargetTable Table { get; }

    /// <summary>True for a table in Etl's own shape.</summary>
    public bool IsMadeByEtl { get; }

    /// <summary>The fields of all inputs.</summary>
    public IReadOnlyList<ContactField> Fields { get; }

    /// <summary>How rows get their key.</summary>
    public KeyStrategy KeyStrategy { get; private set; }

    /// <summary>The field that gives the key under <see cref="KeyStrategy.Mapped"/>, else null.</summary>
    public ContactField? KeyField =>
        KeyStrategy == KeyStrategy.Mapped
            ? keyField ??= columns.Find(column => column.Column.Name == Table.Key!.Name)!.Field
            : null;

    /// <summary>The written columns; the first is the key when Etl gives it.</summary>
    public IReadOnlyList<LoadColumn> Columns => columns;

    /// <summary>The last columns, which chunks without a value for them leave out; null when there are none.</summary>
    public SpareTail? Tail { get; private set; }

    /// <summary>
    /// True when nobody needs the bytes of a row but the COPY that sends it: its key is not among them, and it is not merged.
    /// </summary>
    public bool MayEncodeLate => KeyStrategy == KeyStrategy.Sequence && options.OnDuplicate != DuplicatePolicy.Update;

    /// <summary>Fields without any place in the table.</summary>
    public IReadOnlyList<ContactField> Unplaced { get; private set; } = [];

    /// <summary>Makes the plan; refuses what cannot be written before the first row.</summary>
    public static LoadPlan Make(
        TargetTable table,
        bool isMadeByEtl,
        FieldColumns fieldColumns,
        StoreSinkOptions options
    )
    {
        var plan = new LoadPlan(table, isMadeByEtl, fieldColumns, options);
        plan.AddKey();
        plan.AddOwnColumns();
        plan.AddFields();
        plan.RequireValues();
        // A merge reads all columns of a row.
        plan.Tail =
            isMadeByEtl && options.OnDuplicate != DuplicatePolicy.Update
                ? SpareTail.Find(
                    plan.columns,
                    options.Layouts,
                    layout => plan.CustomsOf(layout).Select(custom => custom.Column)
                )
                : null;
        return plan;
    }

    /// <summary>The written column of a field, or null.</summary>
    public LoadColumn? ColumnOf(string field) => columns.Find(column => column.Field?.Name == field);

    /// <summary>Index of the written column that a field feeds, or −1.</summary>
    public int IndexOfField(string field) => columns.FindIndex(column => column.Field?.Name == field);

    /// <summary>The table's column that says when a row was changed last, or null.</summary>
    public TargetColumn? UpdatedAtColumn =>
        fieldColumns.ColumnOf(ContactFields.Find(UpdatedAt)!)
            is { Type: PostgresType.TimestampTz or PostgresType.Timestamp, IsGenerated: false } column
            ? column
            : null;

    /// <summary>For each written column the column of a batch that feeds it, or −1.</summary>
    public int[] SourcesOf(BatchLayout layout) =>
        [.. columns.Select(column => column.Field is { } field ? layout.ColumnOf(field) : -1)];

    /// <summary>The custom fields of a layout that have no column of their own.</summary>
    public CustomField[] CustomsOf(BatchLayout layout)
    {
        var customs = new List<CustomField>();
        for (var index = 0; index < layout.Columns.Count; index++)
        {
            if (layout.Columns[index].Field is { IsCustom: true } field && fieldColumns.ColumnOf(field) is null)
            {
                var name = field.Name[ContactField.CustomPrefix.Length..];
                customs.Add(
                    new CustomField(index, name, JsonEncodedText.Encode(name, CustomJson.Escaping))
                    {
                        Type = field.Type,
                        IsDerived = layout.Columns[index].IsDerived,
                    }
                );
            }
        }
        return [.. customs];
    }

    void AddKey()
    {
        var key = Table.Key;
        KeyStrategy = KeyStrategy.Unknown;
        if (key is null)
        {
            return;
        }
        if (Fields.Any(field => fieldColumns.ColumnOf(field)?.Name == key.Name) && !(IsMadeByEtl && key.Name == "id"))
        {
            KeyStrategy = KeyStrategy.Mapped;
            return;
        }
        if (key.Sequence is not null)
        {
            KeyStrategy = KeyStrategy.Sequence;
            columns.Add(new LoadColumn(key, EncoderOf(key), null, Encoded(key, "0")));
        }
        else if (key is { Type: PostgresType.Uuid, Default: not null })
        {
            KeyStrategy = KeyStrategy.Uuid;
            columns.Add(new LoadColumn(key, EncoderOf(key), null, Encoded(key, Guid.Empty.ToString())));
        }
    }

    void AddOwnColumns()
    {
        if (!IsMadeByEtl)
        {
            return;
        }
        Add(JobColumn, FormattableString.Invariant($"{options.JobId}"));
        var now = StoreTime.Text(options.Now);
        Add(CreatedAt, now);
        Add(UpdatedAt, now);

        void Add(string name, string value)
        {
            var field = Fields.FirstOrDefault(field => field.Name == name);
            // Where the server fills a column in and no input does, nothing is sent for it.
            if (
                Table.Columns.FirstOrDefault(column => column.Name == name) is { } column
                && (column.Default is null || field is not null)
            )
            {
                columns.Add(new LoadColumn(column, EncoderOf(column), field, Encoded(column, value)));
            }
        }
    }

    void AddFields()
    {
        var unplaced = new List<ContactField>();
        foreach (var field in Fields.Where(field => ColumnOf(field.Name) is null))
        {
            if (fieldColumns.ColumnOf(field) is not { } column)
            {
                unplaced.Add(field);
                continue;
            }
            if (column.IsGenerated)
            {
                throw new JobException(
                    $"The column {Sql.Quote(column.Name)} of {Table.Name.Quoted} is computed by the database and cannot be written; leave out what feeds it with --ignore."
                );
            }
            if (columns.Exists(other => other.Column.Name == column.Name))
            {
                throw new JobException(
                    $"Two columns of the input feed the column {Sql.Quote(column.Name)} of {Table.Name.Quoted}; leave one out with --ignore."
                );
            }
            columns.Add(new LoadColumn(column, EncoderOf(column), field, EmptyOf(column)));
        }
        AddCustoms(unplaced);
        Unplaced = unplaced;
    }

    /// <summary>
    /// A column that must have a value and gets none would refuse every new row. Updates may bring no new row, and a trigger may
    /// fill it.
    /// </summary>
    void RequireValues()
    {
        var missing = Table.Columns.FirstOrDefault(column =>
            column is { IsNotNull: true, IsGenerated: false, IsIdentity: false, Default: null }
            && !columns.Exists(written => written.Column.Name == column.Name)
        );
        if (missing is not null && !Table.HasTriggers && options.OnDuplicate != DuplicatePolicy.Update)
        {
            throw new JobException(
                $"The column {Sql.Quote(missing.Name)} of {Table.Name.Quoted} must have a value and has no default, but nothing feeds it; map a column to it with --set \"Header={fieldColumns.FieldOf(missing)}\", or give all records one with --default \"{fieldColumns.FieldOf(missing)}=value\"."
            );
        }
    }

    void AddCustoms(List<ContactField> unplaced)
    {
        if (
            !unplaced.Exists(field => field.IsCustom)
            || Table.Columns.FirstOrDefault(column => column.Name == CustomColumn)
                is not { Type: PostgresType.Jsonb } column
        )
        {
            return;
        }
        columns.Add(new LoadColumn(column, EncoderOf(column), null, LoadColumn.Null) { HoldsCustoms = true });
        unplaced.RemoveAll(field => field.IsCustom);
    }

    CellEncoder EncoderOf(TargetColumn column) =>
        CellEncoder.For(column)
        ?? throw new JobException(
            $"The column {Sql.Quote(column.Name)} of {Table.Name.Quoted} has the type {column.TypeName}, which Etl cannot write; leave out what feeds it with --ignore, or load into a text column."
        );

    static byte[] EmptyOf(TargetColumn column)
    {
        if (column.ConstantDefault is not { } value)
        {
            return LoadColumn.Null;
        }
        var field = new byte[sizeof(int) + value.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.Span.CopyTo(field.AsSpan(sizeof(int)));
        return field;
    }

    byte[] Encoded(TargetColumn column, string value)
    {
        var output = new EncodedRows();
        return EncoderOf(column).Encode(System.Text.Encoding.UTF8.GetBytes(value), output) is { } state
            ? throw new JobException(
                $"The column {Sql.Quote(column.Name)} of {Table.Name.Quoted} does not take the value that Etl writes there ({state}); its type is {column.TypeName}."
            )
            : output.Bytes.ToArray();
    }
}

using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;
using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Postgres.Reading;

/// <summary>The fields that a table or view has values for, and the check of names that a user asks for.</summary>
sealed class TableFields
{
    const string CustomColumn = "custom";

    /// <summary>Columns of Etl's own tables that are no contact fields but may be read and compared all the same.</summary>
    static readonly string[] ledgerColumns = ["id", "job_id"];

    readonly FieldColumns columns;
    readonly Dictionary<string, uint> types;
    readonly List<ReadField> fields = [];

    TableFields(TargetTable table, bool isMadeByEtl, Dictionary<string, uint> types, IReadOnlyList<string> keys)
    {
        this.types = types;
        columns = FieldColumns.Of(table, isMadeByEtl);
        KeyColumns = keys;
        HasCustoms = isMadeByEtl && types.ContainsKey(CustomColumn);
        var known = columns.All.Select(entry => Of(entry.Field.Name, entry.Column));
        fields.AddRange(isMadeByEtl ? known.OrderBy(field => OrdinalOf(field.Name)) : known);
    }

    /// <summary>The columns of the primary key, by which rows are ordered; none when there is no key.</summary>
    public IReadOnlyList<string> KeyColumns { get; }

    /// <summary>True when a column holds the custom fields of contacts.</summary>
    bool HasCustoms { get; }

    /// <summary>All columns under their own names, in the table's order.</summary>
    public IReadOnlyList<ReadField> Plain =>
        [.. types.Select(type => new ReadField(type.Key, Sql.Quote(type.Key), type.Value))];

    /// <summary>Looks up which fields there are.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="name">The table or view.</param>
    /// <param name="isMadeByEtl">True when Etl made it.</param>
    /// <param name="needsCustoms">False to spare the look at every row that finds the names of custom fields.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<TableFields> ReadAsync(
        ReadTransaction transaction,
        TableName name,
        bool isMadeByEtl,
        bool needsCustoms,
        CancellationToken cancellationToken
    )
    {
        var oid = await FindAsync(transaction.Connection, name, cancellationToken).ConfigureAwait(false);
        var (columns, keys) = await CatalogReader
            .ReadColumnsAsync(transaction.Connection, oid, cancellationToken)
            .ConfigureAwait(false);
        var described = await transaction
            .DescribeAsync($"select * from {name.Quoted}", cancellationToken)
            .ConfigureAwait(false);
        var table = new TargetTable(name, oid, columns, Key: null, HasOtherUniques: false, RowEstimate: 0);
        var types = described.ToDictionary(column => column.Name, column => column.TypeOid, StringComparer.Ordinal);
        var fields = new TableFields(table, isMadeByEtl, types, keys);
        if (fields.HasCustoms && needsCustoms)
        {
            await fields.AddCustomsAsync(transaction, name, cancellationToken).ConfigureAwait(false);
        }
        return fields;
    }

    /// <summary>The fields of a query: those named, or all.</summary>
    public IReadOnlyList<ReadField> Select(IReadOnlyList<string>? requested) =>
        requested is null ? fields : [.. requested.Select(Resolve)];

    /// <summary>The field of that name; a known one that the table has no values for reads as empty.</summary>
    public ReadField Resolve(string name)
    {
        if (
            ledgerColumns.Contains(name, StringComparer.OrdinalIgnoreCase) && types.ContainsKey(name.ToLowerInvariant())
        )
        {
            var own = name.ToLowerInvariant();
            return new ReadField(own, Sql.Quote(own), types[own]);
        }
        var found = fields.FindIndex(field => field.Name == name);
        found =
            found >= 0 ? found : fields.FindIndex(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found >= 0)
        {
            return fields[found];
        }
        return ContactFields.Find(name) is { } known
            ? columns.ColumnOf(known) is { } column
                ? Of(known.Name, column)
                : ReadField.Missing(known.Name)
            : throw new JobException(
                $"'{name}' is not a field of a contact; the table holds {string.Join(", ", fields.Select(field => field.Name))}. Use one of these in --columns and --where."
            );
    }

    static async ValueTask<uint> FindAsync(
        NpgsqlConnection connection,
        TableName name,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(
            """
            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
            """,
            connection
        );
        await using var commandEnd = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter { Value = name.Schema, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = name.Name, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is uint oid
            ? oid
            : throw new JobException(
                $"There is no table {name}; name one at the end of the address, for example \"?table=public.contacts\"."
            );
    }

    async ValueTask AddCustomsAsync(ReadTransaction transaction, TableName name, CancellationToken cancellationToken)
    {
        var keys = await transaction
            .ReadTextsAsync(
                $"""
                select distinct key collate "C" as key
                from {name.Quoted}, jsonb_object_keys(case when jsonb_typeof(custom) = 'object' then custom end) as key
                where custom is not null order by key
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        fields.AddRange(
            keys.Select(key => new ReadField(
                ContactField.CustomPrefix + key,
                $"({CustomColumn} ->> {SqlLiteral.Of(key)})",
                WireTypes.Text
            ))
        );
    }

    ReadField Of(string field, TargetColumn column) => new(field, Sql.Quote(column.Name), types[column.Name]);

    static int OrdinalOf(string field)
    {
        var index = ContactFields.All.ToList().FindIndex(known => known.Name == field);
        return index < 0 ? int.MaxValue : index;
    }
}

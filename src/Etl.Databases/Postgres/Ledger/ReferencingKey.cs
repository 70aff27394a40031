using Etl.Databases.Postgres.Catalog;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>A foreign key of some table that points at the table of the contacts.</summary>
/// <param name="Table">The table that holds it, quoted.</param>
/// <param name="IsSelf">True when it is the table of the contacts itself.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Referenced">The columns that they point at, in the same order.</param>
sealed record ReferencingKey(string Table, bool IsSelf, string[] Columns, string[] Referenced)
{
    /// <summary>Row <c>r</c> of its table points at row <paramref name="alias"/> of the contacts.</summary>
    public string PointsAt(string alias) =>
        string.Join(
            " and ",
            Columns.Zip(Referenced, (column, referenced) => $"r.{Sql.Quote(column)} = {alias}.{Sql.Quote(referenced)}")
        );

    /// <summary>All that point at a table, whatever they do when a row goes: rows of others are not removed or emptied by an undo.</summary>
    public static ValueTask<List<ReferencingKey>> ReadAsync(
        NpgsqlConnection connection,
        TargetTable table,
        CancellationToken cancellationToken
    ) =>
        connection.ListAsync(
            """
            select n.nspname, c.relname, k.conrelid = k.confrelid,
                array(select a.attname::text from unnest(k.conkey) with ordinality u(number, place)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number order by u.place),
                array(select a.attname::text from unnest(k.confkey) with ordinality u(number, place)
                    join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number order by u.place)
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.confrelid = $1::bigint::oid and k.conparentid = 0
            """,
            [(long)table.Oid],
            reader => new ReferencingKey(
                new TableName(reader.GetString(0), reader.GetString(1)).Quoted,
                reader.GetBoolean(2),
                reader.GetFieldValue<string[]>(3),
                reader.GetFieldValue<string[]>(4)
            ),
            cancellationToken
        );
}

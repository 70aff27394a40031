using Etl.Core.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>Asks the server's catalog about one table.</summary>
static class CatalogReader
{
    const string TableQuery = """
        select c.oid, c.relkind::text, row_security_active(c.oid),
          exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'),
          exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled in ('O', 'A')),
          exists (select from pg_constraint k where k.conrelid = c.oid and k.condeferrable),
          exists (select from pg_index i where i.indrelid = c.oid and (i.indisunique and not i.indisprimary or i.indisexclusion)),
          case when c.relkind = 'p' then
            (select coalesce(sum(case when p.reltuples < 0 then pg_relation_size(p.oid) / 100.0 else p.reltuples end), 0)::float8
             from pg_partition_tree(c.oid) n join pg_class p on p.oid = n.relid where n.isleaf and p.relkind = 'r')
          when c.reltuples <= 0 and c.relkind = 'r' then pg_relation_size(c.oid) / 100.0::float8
          else c.reltuples::float8 end
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = $2
        """;

    // Follows domains down to their base type; the type modifier of a domain is that of its last level.
    const string ColumnQuery = """
        with recursive resolved (number, type, modifier, not_null) as (
          select attnum, atttypid, atttypmod, attnotnull from pg_attribute where attrelid = $1 and attnum > 0 and not attisdropped
          union all
          select r.number, t.typbasetype, t.typtypmod, r.not_null or t.typnotnull
          from resolved r join pg_type t on t.oid = r.type where t.typtype = 'd')
        select a.attname::text, format_type(a.atttypid, a.atttypmod), a.atttypid, t.oid, t.typname::text, t.typtype::text,
          t.typelem, e.typname::text, r.modifier, r.not_null, a.attgenerated::text, a.attidentity::text,
          coalesce(pg_get_serial_sequence(a.attrelid::regclass::text, a.attname), (
            select quote_ident(n.nspname) || '.' || quote_ident(s.relname)
            from pg_depend o join pg_class s on s.oid = o.refobjid and s.relkind = 'S' join pg_namespace n on n.oid = s.relnamespace
            where o.classid = 'pg_attrdef'::regclass and o.objid = d.oid and o.refclassid = 'pg_class'::regclass
              and pg_get_expr(d.adbin, d.adrelid) ~ '^nextval\(''[^'']*''::regclass\)$' limit 1)),
          case when a.attgenerated = '' then coalesce(pg_get_expr(d.adbin, d.adrelid), declared.typdefault) end,
          array(select l.enumlabel::text from pg_enum l where l.enumtypid = t.oid order by l.enumsortorder),
          exists (select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'p' and a.attnum = any (k.conkey))
        from pg_attribute a
        join pg_type declared on declared.oid = a.atttypid
        join resolved r on r.number = a.attnum
        join pg_type t on t.oid = r.type and t.typtype <> 'd'
        left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = $1
        order by a.attnum
        """;

    /// <summary>The table without its columns; null when nothing of that name exists.</summary>
    public static async ValueTask<TargetTable?> ReadTableAsync(
        NpgsqlConnection connection,
        TableName name,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(TableQuery, connection);
        await using var commandEnd = command.ConfigureAwait(false);
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = name.Schema, NpgsqlDbType = NpgsqlDbType.Text }
        );
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = name.Name, NpgsqlDbType = NpgsqlDbType.Text }
        );
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }
        var kind = reader.GetString(1);
        RequireTable(name, kind, reader.GetBoolean(2));
        return new TargetTable(
            name,
            reader.GetFieldValue<uint>(0),
            [],
            Key: null,
            HasOtherUniques: reader.GetBoolean(6),
            reader.GetDouble(7)
        )
        {
            HasForeignKeys = reader.GetBoolean(3),
            HasTriggers = reader.GetBoolean(4),
            HasDeferrables = reader.GetBoolean(5),
            IsPartitioned = kind == "p",
        };
    }

    /// <summary>The columns in order, and the names of those that make the primary key.</summary>
    public static async ValueTask<(List<TargetColumn> Columns, List<string> KeyNames)> ReadColumnsAsync(
        NpgsqlConnection connection,
        uint table,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(ColumnQuery, connection);
        await using var commandEnd = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter { Value = table, NpgsqlDbType = NpgsqlDbType.Oid });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        List<TargetColumn> columns = [];
        List<string> keyNames = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var column = ReadColumn(reader);
            columns.Add(column);
            if (reader.GetBoolean(15))
            {
                keyNames.Add(column.Name);
            }
        }
        return (columns, keyNames);
    }

    static TargetColumn ReadColumn(NpgsqlDataReader reader)
    {
        var type = TypeOf(
            reader.GetFieldValue<uint>(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.IsDBNull(7) ? null : reader.GetString(7)
        );
        var modifier = reader.GetInt32(8);
        var identity = reader.GetString(11);
        return new TargetColumn(
            reader.GetString(0),
            reader.GetString(1),
            type,
            reader.GetFieldValue<uint>(2),
            TypeModifier.LengthMax(type, modifier),
            TypeModifier.Precision(type, modifier),
            TypeModifier.Scale(type, modifier),
            IsNotNull: reader.GetBoolean(9),
            IsGenerated: reader.GetString(10).Length > 0,
            IsIdentity: identity.Length > 0,
            reader.IsDBNull(12) ? null : reader.GetString(12),
            reader.IsDBNull(13) ? null : reader.GetString(13),
            reader.GetFieldValue<string[]>(14)
        )
        {
            ElementOid = type == PostgresType.TextArray ? reader.GetFieldValue<uint>(6) : 0,
            IsIdentityAlways = identity == "a",
        };
    }

    static void RequireTable(TableName name, string kind, bool hidesRows)
    {
        var what = kind switch
        {
            "r" or "p" => null,
            "v" => "a view",
            "m" => "a materialized view",
            "f" => "a foreign table",
            _ => "not a table",
        };
        if (what is not null)
        {
            throw new JobException(
                $"The target {name.Quoted} is {what}, and Etl loads into ordinary and partitioned tables only; name the table behind it, for example \"?table=public.contacts\" at the end of the target."
            );
        }
        if (hidesRows)
        {
            throw new JobException(
                $"The target {name.Quoted} has row security that applies to this user, under which PostgreSQL takes no COPY; connect as the table's owner or as a role with BYPASSRLS."
            );
        }
    }

    static PostgresType TypeOf(uint oid, string name, string kind, string? element) =>
        oid switch
        {
            16 => PostgresType.Bool,
            17 => PostgresType.Bytea,
            20 => PostgresType.Int8,
            21 => PostgresType.Int2,
            23 => PostgresType.Int4,
            25 => PostgresType.Text,
            114 => PostgresType.Json,
            700 => PostgresType.Float4,
            701 => PostgresType.Float8,
            1042 => PostgresType.Char,
            1043 => PostgresType.Varchar,
            1082 => PostgresType.Date,
            1083 => PostgresType.Time,
            1114 => PostgresType.Timestamp,
            1184 => PostgresType.TimestampTz,
            1700 => PostgresType.Numeric,
            2950 => PostgresType.Uuid,
            3802 => PostgresType.Jsonb,
            1009 or 1014 or 1015 => PostgresType.TextArray,
            _ when kind == "e" => PostgresType.Enum,
            _ when name == "citext" => PostgresType.Citext,
            _ when element == "citext" => PostgresType.TextArray,
            _ => PostgresType.Other,
        };
}

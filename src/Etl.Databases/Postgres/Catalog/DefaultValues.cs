using System.Buffers.Binary;
using Npgsql;
using NpgsqlTypes;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>Evaluates the defaults that are the same for every row of a job, once, as the bytes that binary COPY takes.</summary>
static class DefaultValues
{
    // "PGCOPY\n\377\r\n\0", flags, and the length of an extension that has none.
    const int CopyHeaderLength = 19;

    // The stored expression names the functions that it calls by number; one that is volatile may give each row another value.
    const string ConstantQuery = """
        select a.attname::text from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = $1 and a.attgenerated = ''
          and d.adbin::text !~ 'NEXTVALUEEXPR'
          and not exists (
            select from regexp_matches(d.adbin::text, ':(?:funcid|opfuncid|aggfnoid|winfnoid) (\d+)', 'g') f
            join pg_proc p on p.oid = f[1]::oid where p.provolatile = 'v')
        """;

    /// <summary>The columns, with <see cref="TargetColumn.ConstantDefault"/> where there is one.</summary>
    public static async ValueTask<IReadOnlyList<TargetColumn>> AddAsync(
        NpgsqlConnection connection,
        uint table,
        List<TargetColumn> columns,
        CancellationToken cancellationToken
    )
    {
        if (!columns.Exists(column => column.Default is not null))
        {
            return columns;
        }
        var names = await ReadConstantsAsync(connection, table, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            if (names.Contains(column.Name) && column.Type != PostgresType.Other)
            {
                var value = await EvaluateAsync(connection, column, cancellationToken).ConfigureAwait(false);
                columns[index] = column with { ConstantDefault = value };
            }
        }
        return columns;
    }

    static async ValueTask<HashSet<string>> ReadConstantsAsync(
        NpgsqlConnection connection,
        uint table,
        CancellationToken cancellationToken
    )
    {
        var command = new NpgsqlCommand(ConstantQuery, connection);
        await using var commandEnd = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter { Value = table, NpgsqlDbType = NpgsqlDbType.Oid });
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerEnd = reader.ConfigureAwait(false);
        HashSet<string> names = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(reader.GetString(0));
        }
        return names;
    }

    /// <summary>The one field of the one row that a binary COPY out gives, whatever its type is.</summary>
    static async ValueTask<ReadOnlyMemory<byte>?> EvaluateAsync(
        NpgsqlConnection connection,
        TargetColumn column,
        CancellationToken cancellationToken
    )
    {
        var copy = await connection
            .BeginRawBinaryCopyAsync(
                $"copy (select ({column.Default})::{column.TypeName}) to stdout (format binary)",
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            using var bytes = new MemoryStream();
            await copy.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> field = bytes.ToArray().AsMemory(CopyHeaderLength + sizeof(short));
            var length = BinaryPrimitives.ReadInt32BigEndian(field.Span);
            return length < 0 ? null : field.Slice(sizeof(int), length);
        }
    }
}

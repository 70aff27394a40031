using Etl.Databases.Postgres.Ledger;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// The types that staging columns have: those that domains rest on, without length or precision, so that staging takes every
/// value and the table itself says what it refuses. (Formatted with -1, char without length is bpchar, not char(1).)
/// </summary>
static class BaseTypes
{
    const string Query = """
        with recursive base (declared, oid) as (
            select t.oid, t.oid from pg_type t where t.oid::bigint = any ($1)
            union all
            select b.declared, t.typbasetype from base b join pg_type t on t.oid = b.oid where t.typtype = 'd')
        select b.declared, format_type(b.oid, -1) from base b join pg_type t on t.oid = b.oid where t.typtype <> 'd'
        """;

    /// <summary>The name of the base type of each declared type.</summary>
    public static async ValueTask<Dictionary<uint, string>> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<uint> declared,
        CancellationToken cancellationToken
    )
    {
        var names = await connection
            .ListAsync(
                Query,
                [declared.Distinct().Select(oid => (long)oid).ToArray()],
                reader => (Oid: reader.GetFieldValue<uint>(0), Name: reader.GetString(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return names.ToDictionary(entry => entry.Oid, entry => entry.Name);
    }
}

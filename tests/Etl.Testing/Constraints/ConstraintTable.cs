using System.Globalization;

namespace Etl.Testing.Constraints;

/// <summary>
/// A table that its user owns, with a column of every type that Etl writes and every kind of constraint, names that need quotes,
/// defaults, an identity and a generated column.
/// </summary>
public static class ConstraintTable
{
    /// <summary>The first rows of a file break nothing, so that later ones can repeat their unique values.</summary>
    public const int CleanRows = 100;

    /// <summary>The column that an update changes.</summary>
    public const string Updated = "first_name";

    /// <summary>The table as SQL and targets name it.</summary>
    public const string Quoted = "\"Trial Schema\".\"Every \"\"Type\"\"\"";

    const string Before = """
        create extension if not exists citext;
        create schema "Trial Schema";
        create table "Trial Schema".parent (id int primary key);
        insert into "Trial Schema".parent select generate_series(1, 1000);
        create type "Trial Schema"."Mood" as enum ('sad', 'ok', 'sehr fröhlich');
        create domain "Trial Schema".positive as int check (value > 0);
        create domain "Trial Schema".word as varchar(12);
        """;

    const string After = """"
        create function "Trial Schema".guard() returns trigger language plpgsql as $$
        begin
          if new.guarded = 'forbidden' then
            raise exception 'The value % is forbidden.', new.guarded;
          end if;
          return new;
        end $$;
        create trigger guard before insert or update on "Trial Schema"."Every ""Type""" for each row execute function "Trial Schema".guard();
        """";

    /// <summary>All columns of the file, in order.</summary>
    public static IReadOnlyList<ConstraintColumn> Columns { get; } =
    [
        new("external_id", "text not null", n => $"X{Text(n)}"),
        new("E-Mail Address", "citext", n => $"person{Text(n)}@example.com"),
        new("first_name", "text", n => "Ann"),
        new("required", "text not null", n => $"needed {Text(n)}"),
        new("short", "varchar(10)", n => $"kürz {Text(n % 1000)}"),
        new("fixed", "char(5)", n => $"f{Text(n % 1000)}", "$::char(5)"),
        new("word", "\"Trial Schema\".word", n => $"word {Text(n % 1000)}"),
        new("amount", "numeric(6,2)", n => $"{Text(n % 9999)}.{Text(n % 100)}5", "$::numeric(6,2)"),
        new("exact", "numeric", n => $"{Text(n)}.000100{Text(n)}", "$::numeric"),
        new("small", "smallint", n => Text(n % 65_536 - 32_768), "$::int2"),
        new("plain", "integer", n => Text(n), "$::int4"),
        new("large", "bigint", n => Text(n * 9_000_000_000_000L), "$::int8"),
        new("ratio", "real", n => $"{Text(n)}.25e-3", "$::real"),
        new("double", "double precision", n => $"{Text(n)}.125e10", "$::float8"),
        new("flag", "boolean", n => ((string[])["yes", "no", "t", "f", "1", "0", ""])[n % 7], "nullif($, '')::bool"),
        new(
            "Mood of \"day\"",
            "\"Trial Schema\".\"Mood\"",
            n => ((string[])["sad", "ok", "sehr fröhlich"])[n % 3],
            "$::\"Trial Schema\".\"Mood\""
        ),
        new(
            "token",
            "uuid",
            n => $"00000000-0000-4000-8000-{n.ToString("x12", CultureInfo.InvariantCulture)}",
            "$::uuid"
        ),
        new("document", "json", n => $$"""{"n": {{Text(n)}}, "ä": ["ö", null]}""", "$::json"),
        new("binary document", "jsonb", n => $$$"""{"b": {{{Text(n)}}}, "a": {"c": true}}""", "$::jsonb"),
        new("day", "date", n => Day(n), "$::date"),
        new("moment", "timestamp", n => $"{Day(n)} 10:30:15.25", "$::timestamp"),
        new("instant", "timestamptz(3)", n => $"{Day(n)}T10:30:15.1239+02:00", "$::timestamptz(3)"),
        new("clock", "time", n => $"10:{Text(n % 50 + 10)}", "$::time"),
        new("labels", "text[]", n => $"a;b c;{Text(n)}", "string_to_array($, ';')"),
        new("blob", "bytea", n => "\\x00ff" + n.ToString("x8", CultureInfo.InvariantCulture), "$::bytea"),
        new("positive", "\"Trial Schema\".positive", n => Text(n + 1), "$::int"),
        new("low", "integer", n => Text(n % 100), "$::int"),
        new("high", "integer", n => Text(n % 100 + 1), "$::int"),
        new("handle", "text unique", n => $"h{Text(n)}"),
        new("slot", "text", n => $"slot {Text(n)}"),
        new("parent_id", "integer references \"Trial Schema\".parent", n => Text(n % 1000 + 1), "$::int"),
        new("number", "integer unique deferrable initially deferred", n => Text(n), "$::int"),
        new(
            "partner_id",
            "integer references \"Trial Schema\".parent deferrable initially deferred",
            n => Text(n % 1000 + 1),
            "$::int"
        ),
        new("guarded", "text", n => "allowed"),
        new("defaulted", "text default 'none'", n => n % 2 == 0 ? "" : "some", "coalesce(nullif($, ''), 'none')"),
    ];

    /// <summary>All ways to break a constraint.</summary>
    public static IReadOnlyList<Breach> Breaches { get; } =
    [
        new("not null", "required", _ => "", "DB_23502"),
        new("varchar(n)", "short", n => $"much too long {Text(n)}", "DB_22001"),
        new("varchar(n) of a domain", "word", n => $"much too long {Text(n)}", "DB_22001"),
        new("numeric(p, s)", "amount", n => "9999.995", "DB_22003"),
        new("range of smallint", "small", n => Text(n + 32_768), "DB_22003"),
        new("syntax of integer", "plain", n => $"{Text(n)} apples", "DB_22P02"),
        new("syntax of boolean", "flag", _ => "maybe", "DB_22P02"),
        new("labels of an enum", "Mood of \"day\"", _ => "Sad", "DB_22P02"),
        new("syntax of uuid", "token", n => $"00000000-0000-4000-8000-00000000{Text(n)}x", "DB_22P02"),
        new("syntax of json", "document", n => $$"""{"n": {{Text(n)}},}""", "DB_22P02"),
        new("characters of jsonb", "binary document", _ => """{"a": "\u0000"}""", "DB_22P05"),
        new("syntax of date", "day", _ => "someday", "DB_22007"),
        new("calendar", "moment", _ => "2023-02-29 10:00", "DB_22008"),
        new("domain check", "positive", n => Text(-n), "DB_23514"),
        new("table check", "low", n => Text(n + 1000), "DB_23514"),
        new("unique", "handle", n => $"h{Text(n % CleanRows)}", "DB_23505"),
        new("exclusion", "slot", n => $"slot {Text(n % CleanRows)}", "DB_23P01"),
        new("foreign key", "parent_id", n => Text(n + 100_000), "DB_23503"),
        new("deferred unique", "number", n => Text(n % CleanRows), "DB_23505"),
        new("deferred foreign key", "partner_id", n => Text(n + 100_000), "DB_23503"),
        new("trigger", "guarded", _ => "forbidden", "DB_P0001"),
    ];

    /// <summary>Makes the table and what it refers to.</summary>
    public static string Definition
    {
        get
        {
            var columns = Columns.Select(column => $"{column.Quoted} {column.Definition}");
            return $"""
                {Before}
                create table {Quoted} (id bigint generated always as identity primary key, {string.Join(", ", columns)},
                  stamped timestamptz not null default now(), doubled bigint generated always as (plain::bigint * 2) stored,
                  constraint "low ""and"" high" check (low < high), exclude (slot with =));
                {After}
                """;
        }
    }

    static string Day(int n) =>
        new DateOnly(1970, 1, 1).AddDays(n % 20_000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

namespace Etl.Databases.Postgres.Catalog;

/// <summary>The types of PostgreSQL that Etl writes; domains count as the type that they rest on.</summary>
enum PostgresType
{
    /// <summary>Any type that Etl does not write.</summary>
    Other,

    /// <summary>text</summary>
    Text,

    /// <summary>varchar and varchar(n)</summary>
    Varchar,

    /// <summary>char(n)</summary>
    Char,

    /// <summary>citext, of the extension of that name.</summary>
    Citext,

    /// <summary>smallint</summary>
    Int2,

    /// <summary>integer</summary>
    Int4,

    /// <summary>bigint</summary>
    Int8,

    /// <summary>numeric and numeric(p, s)</summary>
    Numeric,

    /// <summary>real</summary>
    Float4,

    /// <summary>double precision</summary>
    Float8,

    /// <summary>boolean</summary>
    Bool,

    /// <summary>date</summary>
    Date,

    /// <summary>timestamp without time zone</summary>
    Timestamp,

    /// <summary>timestamp with time zone</summary>
    TimestampTz,

    /// <summary>time without time zone</summary>
    Time,

    /// <summary>uuid</summary>
    Uuid,

    /// <summary>json</summary>
    Json,

    /// <summary>jsonb</summary>
    Jsonb,

    /// <summary>bytea</summary>
    Bytea,

    /// <summary>An array of text, varchar, char or citext.</summary>
    TextArray,

    /// <summary>An enum.</summary>
    Enum,
}

namespace Etl.Databases.Postgres.Catalog;

/// <summary>Reads the number in which the catalog keeps what stands in parentheses behind a type; negative when nothing does.</summary>
static class TypeModifier
{
    // Bytes of the header that the modifiers of variable types count in.
    const int Header = 4;

    /// <summary>Code points of varchar(n), char(n) and arrays of them.</summary>
    public static int? LengthMax(PostgresType type, int modifier) =>
        modifier >= Header && type is PostgresType.Varchar or PostgresType.Char or PostgresType.TextArray
            ? modifier - Header
            : null;

    /// <summary>Digits of numeric(p, s): the upper 16 bits.</summary>
    public static int? Precision(PostgresType type, int modifier) =>
        modifier >= Header && type == PostgresType.Numeric ? (modifier - Header) >> 16 & 0xFFFF : null;

    /// <summary>Scale of numeric(p, s): the lower 11 bits, with a sign.</summary>
    public static int? Scale(PostgresType type, int modifier) =>
        modifier >= Header && type == PostgresType.Numeric ? ((modifier - Header & 0x7FF) ^ 1024) - 1024 : null;
}

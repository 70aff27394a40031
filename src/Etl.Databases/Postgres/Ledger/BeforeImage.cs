using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Reading;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// A row as JSON in <c>etl_before</c>, from which it can be made again exactly: numbers keep their digits and time stamps do not
/// depend on settings; lists, documents and types of others are kept as the text that the server itself reads back.
/// </summary>
static class BeforeImage
{
    /// <summary>The image of the row that <paramref name="alias"/> names in a query.</summary>
    public static string Of(TargetTable table, string alias)
    {
        var columns = Restored(table)
            .Select(column => $"{alias}.{Sql.Quote(column.Name)}{Cast(column)} as {Sql.Quote(column.Name)}");
        return $"(select to_json(etl_row.*) from (select {string.Join(", ", columns)}) etl_row)";
    }

    /// <summary>
    /// The row that an image was made of, as a value: row <paramref name="alias"/> with what <paramref name="image"/> holds. Columns
    /// that came later are not in the image and keep their values.
    /// </summary>
    public static string Row(string alias, string image) => $"json_populate_record({alias}.*, {image})";

    /// <summary>
    /// The SET clause that turns row <c>t</c> into <c>b.was</c>, a value of <see cref="Row"/> that was made once and not for every
    /// column, and <c>b.image</c>, where its documents are.
    /// </summary>
    public static string Assignments(TargetTable table) =>
        string.Join(
            ", ",
            Restored(table)
                .Select(column =>
                    IsDocument(column)
                        ? AssignDocument(column)
                        : $"{Sql.Quote(column.Name)} = (b.was).{Sql.Quote(column.Name)}"
                )
        );

    /// <summary>Columns that an update may have changed and that may be written: not the key, not what the server computes.</summary>
    static IEnumerable<TargetColumn> Restored(TargetTable table) =>
        table.Columns.Where(column => !column.IsGenerated && !column.IsIdentityAlways && column != table.Key);

    /// <summary>A document inside a document would be read as a part of it, so it is kept as a text and taken from there.</summary>
    static bool IsDocument(TargetColumn column) => column.Type is PostgresType.Json or PostgresType.Jsonb;

    static string AssignDocument(TargetColumn column)
    {
        var name = Sql.Quote(column.Name);
        var field = SqlLiteral.Of(column.Name);
        return $"{name} = case when b.image -> {field} is null then t.{name} else (b.image ->> {field})::{column.TypeName} end";
    }

    static string Cast(TargetColumn column) =>
        column.Type is PostgresType.Other or PostgresType.TextArray || IsDocument(column) ? "::text" : "";
}

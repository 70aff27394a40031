using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// How an undo finds rows of a table again: by the primary key, or, where the key is not one column, by the place where the row
/// lies, which stays as long as the undo holds a lock on the row. Rows without such a key cannot be named.
/// </summary>
/// <param name="table">The table.</param>
sealed class RowIdentity(TargetTable table)
{
    readonly string? key = table.Key is { } column ? Sql.Quote(column.Name) : null;

    /// <summary>True when rows can be named by their key.</summary>
    public bool HasKey => key is not null;

    /// <summary>Columns that hold it, as in <c>create table</c>.</summary>
    public string Definition => key is null ? "part oid, place tid" : $"key {table.Key!.TypeName}";

    /// <summary>Those columns.</summary>
    public string Columns => key is null ? "part, place" : "key";

    /// <summary>The key of row <c>t</c>.</summary>
    public string Key => $"t.{key}";

    /// <summary>A key that is kept as text, as the key's type.</summary>
    public string FromText(string text) => $"{text}::{table.Key!.TypeName}";

    /// <summary>The identity of row <c>t</c>.</summary>
    public string OfRow => key is null ? "t.tableoid, t.ctid" : Key;

    /// <summary>One row is the one whose identity another row holds.</summary>
    /// <param name="row">Alias of a row of the table.</param>
    /// <param name="holder">Alias of the row that holds an identity.</param>
    public string Is(string row, string holder) =>
        key is null ? $"{row}.tableoid = {holder}.part and {row}.ctid = {holder}.place" : $"{row}.{key} = {holder}.key";
}

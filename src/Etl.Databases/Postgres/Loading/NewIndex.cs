using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Postgres.Loading;

/// <summary>An index to make.</summary>
/// <param name="Name">Its name; empty for the primary key, whose name is the server's affair.</param>
/// <param name="Sql">The statement that makes it.</param>
sealed record NewIndex(string Name, string Sql)
{
    /// <summary>True for the primary key, which locks the table while it is made.</summary>
    public bool IsPrimaryKey => Name.Length == 0;

    /// <summary>Drops an invalid one of the table, which its name would hide.</summary>
    public string DropSql(TableName table) => $"drop index {new TableName(table.Schema, Name).Quoted}; ";

    /// <summary>The primary key of a table that Etl made.</summary>
    public static NewIndex PrimaryKey(TableName table) =>
        new("", $"alter table {table.Quoted} add primary key ({TableMaker.KeyColumn})");

    /// <summary>The unique index that becomes that key: unlike the key it can be made while others are.</summary>
    public static NewIndex OfKey(TableName table, string name) =>
        new(
            name,
            $"create unique index {Catalog.Sql.Quote(name)} on {table.Quoted} ({Catalog.Sql.Quote(TableMaker.KeyColumn)})"
        );

    /// <summary>The primary key out of that index, which takes no time.</summary>
    public static NewIndex PrimaryKeyOutOf(TableName table, string index) =>
        new(
            "",
            $"alter table {table.Quoted} add constraint {Catalog.Sql.Quote(index)} primary key using index {Catalog.Sql.Quote(index)}"
        );
}

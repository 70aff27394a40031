namespace Etl.Databases.Postgres.Catalog;

/// <summary>A table by schema and name, neither of them quoted.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Name">The table.</param>
sealed record TableName(string Schema, string Name)
{
    /// <summary>As SQL: both parts quoted.</summary>
    public string Quoted => $"{Sql.Quote(Schema)}.{Sql.Quote(Name)}";
}

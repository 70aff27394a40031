namespace Etl.Databases.Postgres.Ledger;

/// <summary>Rows <c>t</c> of a table, as parts of a query.</summary>
/// <param name="From">What stands behind FROM.</param>
/// <param name="Where">What stands behind WHERE.</param>
sealed record RowSource(string From, string Where);

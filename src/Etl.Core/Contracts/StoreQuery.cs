using Etl.Core.Conditions;

namespace Etl.Core.Contracts;

/// <summary>Which contacts to read back.</summary>
/// <param name="Columns">Field names in output order; null means every field that has a column in the store, then the custom ones.</param>
/// <param name="Where">A condition on fields, or null for all.</param>
public sealed record StoreQuery(IReadOnlyList<string>? Columns, Condition? Where);

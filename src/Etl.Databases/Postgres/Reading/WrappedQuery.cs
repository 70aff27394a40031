using System.Globalization;

namespace Etl.Databases.Postgres.Reading;

/// <summary>A query around a user's query that casts the columns whose binary form Etl does not read.</summary>
static class WrappedQuery
{
    /// <summary>The query itself when nothing is to be cast.</summary>
    public static string Of(string query, IReadOnlyList<(string Name, uint TypeOid)> columns)
    {
        // The columns are renamed, because a query may have two of the same name.
        var names = columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"c{index}")).ToList();
        var selected = columns.Select((column, index) => WireTypes.Select(names[index], column.TypeOid)).ToList();
        return selected.SequenceEqual(names, StringComparer.Ordinal)
            ? query
            : $"select {string.Join(", ", selected)} from (\n{query}\n) as q({string.Join(", ", names)})";
    }
}

using System.Globalization;
using Etl.Core.Conditions;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Postgres.Reading;

/// <summary>What is read and how its columns come.</summary>
/// <param name="Sql">The query whose rows are copied out.</param>
/// <param name="Columns">Its columns.</param>
sealed record ReadPlan(string Sql, IReadOnlyList<ReadColumn> Columns)
{
    /// <summary>True when a query asks for all fields, or for a custom one.</summary>
    public static bool NeedsCustoms(StoreQuery query) =>
        query.Columns is null
        || query.Columns.Any(IsCustom)
        || (query.Where is { } where && Fields(where).Any(IsCustom));

    /// <summary>A table's fields, those rows that meet the condition, in the order of the key.</summary>
    public static ReadPlan OfTable(TableName table, TableFields fields, StoreQuery query, bool isUtf8)
    {
        var where = query.Where is { } condition
            ? " where " + new PostgresCondition(fields, isUtf8).Translate(condition)
            : "";
        return Of(fields.Select(query.Columns), $"{table.Quoted}{where}{Order(fields)}");
    }

    /// <summary>All of a table's columns as they are, in the order of the key.</summary>
    public static ReadPlan OfPlainTable(TableName table, TableFields fields) =>
        Of(fields.Plain, $"{table.Quoted}{Order(fields)}");

    /// <summary>A user's query; a query around it casts the columns whose binary form Etl does not read.</summary>
    /// <param name="query">One statement that reads.</param>
    /// <param name="columns">Its columns as the server describes them.</param>
    public static ReadPlan OfQuery(string query, IReadOnlyList<(string Name, uint TypeOid)> columns)
    {
        if (columns.Count == 0)
        {
            throw new JobException(
                "--query has no columns; select at least one, for example --query \"select * from crm.people\"."
            );
        }
        // The columns are renamed, because a query may have two of the same name.
        var names = columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"c{index}")).ToList();
        var selected = columns.Select((column, index) => WireTypes.Select(names[index], column.TypeOid)).ToList();
        var headers = HeaderNames.Unique(columns.Select(column => column.Name));
        return new ReadPlan(
            selected.SequenceEqual(names, StringComparer.Ordinal)
                ? query
                : $"select {string.Join(", ", selected)} from (\n{query}\n) as q({string.Join(", ", names)})",
            [.. columns.Select((column, index) => new ReadColumn(headers[index], WireTypes.FormatOf(column.TypeOid)))]
        );
    }

    static bool IsCustom(string field) =>
        field.StartsWith(ContactField.CustomPrefix, StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> Fields(Condition condition) =>
        condition switch
        {
            Condition.And and => Fields(and.Left).Concat(Fields(and.Right)),
            Condition.Or or => Fields(or.Left).Concat(Fields(or.Right)),
            Condition.Not not => Fields(not.Operand),
            Condition.Compare compare => [compare.Field],
            Condition.Like like => [like.Field],
            Condition.In list => [list.Field],
            Condition.IsNull isNull => [isNull.Field],
            _ => [],
        };

    static ReadPlan Of(IReadOnlyList<ReadField> fields, string from) =>
        new(
            $"select {string.Join(", ", fields.Select(field => WireTypes.Select(field.Expression, field.TypeOid)))} from {from}",
            [.. fields.Select(field => new ReadColumn(field.Name, WireTypes.FormatOf(field.TypeOid)))]
        );

    static string Order(TableFields fields) =>
        fields.KeyColumns.Count > 0 ? $" order by {Catalog.Sql.QuoteAll(fields.KeyColumns)}" : "";
}

using Etl.Core.Mapping;

namespace Etl.Formats.Csv;

/// <summary>One column of a delimited output.</summary>
/// <param name="Header">What stands in the header.</param>
/// <param name="Index">The batch's column, when all inputs have the same layout; −1 when it is found by <paramref name="Field"/>.</param>
/// <param name="Field">The contact field that it holds, looked up in each batch's layout.</param>
public sealed record CsvOutputColumn(string Header, int Index, string? Field)
{
    /// <summary>All columns of a layout, under their own headers.</summary>
    public static IReadOnlyList<CsvOutputColumn> All(BatchLayout layout) =>
        [.. layout.Columns.Select((column, index) => new CsvOutputColumn(column.Header, index, null))];

    /// <summary>All columns of a layout, under the headers that the input itself has as far as it has any.</summary>
    public static IReadOnlyList<CsvOutputColumn> All(BatchLayout layout, IReadOnlyList<string> writtenHeaders) =>
        [
            .. All(layout)
                .Select(
                    (column, index) =>
                        index < writtenHeaders.Count ? column with { Header = writtenHeaders[index] } : column
                ),
        ];

    /// <summary>A column that holds a contact field, under the field's name.</summary>
    public static CsvOutputColumn Of(string field) => new(field, -1, field);

    /// <summary>The column in a layout; −1 when the layout has none, and the output stays empty there.</summary>
    internal int In(BatchLayout layout) => Field is null ? Index : layout.ColumnOf(Field);
}

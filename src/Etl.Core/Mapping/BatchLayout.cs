using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>The columns of a batch: all columns of one input in their order, then the added ones. Immutable, one per input.</summary>
public sealed class BatchLayout
{
    /// <summary>A layout without columns.</summary>
    public static readonly BatchLayout Empty = new([]);

    readonly Dictionary<string, int> columnByField = new(StringComparer.Ordinal);

    /// <summary>Makes a layout; each field may be fed by one column at most.</summary>
    public BatchLayout(IReadOnlyList<ColumnPlan> columns)
    {
        Columns = columns;
        SourceColumnCount = columns.Count(column => column.SourceIndex >= 0);
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Field is { } field)
            {
                columnByField.Add(field.Name, index);
            }
        }
    }

    /// <summary>All columns: the input's, then the added ones.</summary>
    public IReadOnlyList<ColumnPlan> Columns { get; }

    /// <summary>What moves values between the columns of a row before they are cleaned; null when they stay where they stand.</summary>
    public RowArrangement? Arrangement { get; init; }

    /// <summary>How many of them come from the input.</summary>
    public int SourceColumnCount { get; }

    /// <summary>The column that feeds a field, or −1.</summary>
    public int ColumnOf(string fieldName) => columnByField.GetValueOrDefault(fieldName, -1);

    /// <summary>The column that feeds a field, or −1.</summary>
    public int ColumnOf(ContactField field) => ColumnOf(field.Name);

    /// <summary>The columns that feed a field and have values before they are cleaned: all but those that are added for values that may come.</summary>
    public int[] MappedColumns() =>
        [
            .. Enumerable
                .Range(0, Columns.Count)
                .Where(column => Columns[column] is { Field: not null, MappedBy: not MappingSources.Spare }),
        ];
}

using Etl.Core.Batches;

namespace Etl.Core.Normalization;

/// <summary>Parsed records of an input to judge its columns by. Their cells stand at the columns of the input.</summary>
/// <param name="first">The first records.</param>
/// <param name="readOthers">Reads records from further behind, where the input can be read there; called at most once, when they may change what is known.</param>
public sealed class ColumnSamples(RecordBatch first, Func<IReadOnlyList<RecordBatch>> readOthers)
{
    readonly Lazy<IReadOnlyList<RecordBatch>> others = new(readOthers);

    /// <summary>Takes the first records alone.</summary>
    public ColumnSamples(RecordBatch first)
        : this(first, () => []) { }

    /// <summary>The first records.</summary>
    public RecordBatch First => first;

    /// <summary>Records from further behind; none where the input can be read forward only.</summary>
    public IReadOnlyList<RecordBatch> Others => others.Value;
}

using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>Judges the rows of a batch after normalization: rejects or filters them. One instance per worker.</summary>
public interface IRowRule
{
    /// <summary>Looks at all pending rows.</summary>
    void Apply(RecordBatch batch);
}

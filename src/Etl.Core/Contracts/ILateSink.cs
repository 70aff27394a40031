using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>
/// A sink that learns of some rows only when it is completed whether they are duplicates: those of batches that are
/// <see cref="RecordBatch.IsUndecided"/>. Until then they count as inserted.
/// </summary>
public interface ILateSink : ISink
{
    /// <summary>How many of the undecided rows are duplicates; known when the sink is complete.</summary>
    long LateDuplicateCount { get; }
}

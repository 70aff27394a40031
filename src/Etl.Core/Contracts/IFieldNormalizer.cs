using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>
/// Cleans one column of a batch, row by row, in one call. Stateless between batches; one instance per worker and column, so it
/// may keep scratch buffers. Every change is counted with a code on the batch; a bad value goes through <see cref="Normalization.BadValues"/>.
/// </summary>
public interface IFieldNormalizer
{
    /// <summary>Cleans the cells of <paramref name="column"/> for the pending rows.</summary>
    void Normalize(RecordBatch batch, int column);
}

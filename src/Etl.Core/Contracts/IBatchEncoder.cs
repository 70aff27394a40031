using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>Turns the rows of a batch into the sink's own bytes, inside the worker. One per worker; stateless between batches.</summary>
public interface IBatchEncoder
{
    /// <summary>Fills <see cref="RecordBatch.Encoded"/>, one entry per row, empty for rows that are no longer pending.</summary>
    void Encode(RecordBatch batch);
}

using Etl.Core.Batches;

namespace Etl.Core.Contracts;

/// <summary>
/// Turns the raw rows of a batch's block into cells. One per worker, stateless from batch to batch, so that the result does
/// not depend on which worker parses what.
/// </summary>
public interface IBlockParser
{
    /// <summary>
    /// Fills <paramref name="batch"/> (already reset to its layout) from its block: rows, cells of the source columns, added
    /// columns left empty, <see cref="RecordBatch.BlankCount"/>, <see cref="RecordBatch.LineCount"/>, and rejects for rows
    /// that cannot be cut into the layout's columns. Bad data never throws.
    /// </summary>
    void Parse(RecordBatch batch);
}

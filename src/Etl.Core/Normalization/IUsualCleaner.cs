using Etl.Core.Batches;

namespace Etl.Core.Normalization;

/// <summary>
/// Cleans the usual cells of many rows at once, for kinds whose usual cells are told or cleaned by a few steps: each step goes over all rows before the next one does,
/// without a branch, so that the processor neither waits for one value nor guesses which form it has. One instance per column and worker.
/// </summary>
interface IUsualCleaner
{
    /// <summary>
    /// Cleans the cells of up to 64 rows that it is sure of, as the column's <see cref="ICellCleaner"/> would, and counts what it did. Not asked where
    /// values are explained or damaged text is kept.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="edit">Counts the column's codes.</param>
    /// <param name="first">The first row: a multiple of 64.</param>
    /// <param name="filled">A bit for each row whose cell is not empty.</param>
    /// <returns>The bits of the rows whose cells are left to be looked at.</returns>
    ulong Clean(RecordBatch batch, CellEdit edit, int first, ulong filled);
}

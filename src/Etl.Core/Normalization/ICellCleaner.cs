using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>
/// What one kind of field does to one value. Implemented by structs and taken as a type parameter by
/// <see cref="ColumnNormalizer{TCleaner}"/>, so that the loop over a column is compiled for its kind and calls nothing virtual.
/// </summary>
interface ICellCleaner
{
    /// <summary>
    /// The first look at a cell, without a branch where that is possible: true only when <see cref="IsClean"/> of its value is, or when
    /// <see cref="Clean"/> would leave the cell as it is and count nothing. False is always a correct answer. The cell is not empty.
    /// </summary>
    bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell);

    /// <summary>
    /// True when <see cref="Clean"/> would neither change nor flag the value. This is what a common value costs, so it looks
    /// at each byte once; false is always a correct answer. <paramref name="value"/> is not empty.
    /// </summary>
    bool IsClean(ReadOnlySpan<byte> value);

    /// <summary>Cleans one value, noting a code for each change.</summary>
    void Clean(CellEdit cell);
}

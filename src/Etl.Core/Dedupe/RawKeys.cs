using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Dedupe;

/// <summary>Cells whose bytes are the bytes of their keys, collected so that several are hashed at once. One per worker.</summary>
sealed class RawKeys(MatchKeyBuilder builder)
{
    /// <summary>Rows that are collected at once.</summary>
    public const int RowsMax = 128;

    readonly FieldSpan[] cells = new FieldSpan[RowsMax];
    readonly int[] places = new int[RowsMax];
    readonly UInt128[] hashes = new UInt128[RowsMax];
    int count;

    /// <summary>The cells that have keys.</summary>
    public ReadOnlySpan<FieldSpan> Cells => cells.AsSpan(0, count);

    /// <summary>The place of each cell's key in <see cref="RecordBatch.Keys"/>.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, count);

    /// <summary>Collects the cells of a column that are to have keys, and writes 0 for all: without a branch, because which cells are empty is chance.</summary>
    /// <param name="batch">Where the cells are.</param>
    /// <param name="column">Their column.</param>
    /// <param name="slot">Which of a row's keys theirs is.</param>
    /// <param name="firstRow">The first of up to <see cref="RowsMax"/> rows.</param>
    public void Collect(RecordBatch batch, int column, int slot, int firstRow)
    {
        var outcomes = batch.Outcomes[firstRow..Math.Min(firstRow + RowsMax, batch.RowCount)];
        var found = cells;
        var foundPlaces = places;
        var columnCount = batch.ColumnCount;
        var keyCount = batch.KeyCount;
        var keys = batch.Keys;
        var all = batch.Cells;
        var index = firstRow * columnCount + column;
        var place = firstRow * keyCount + slot;
        var foundCount = 0;
        foreach (var outcome in outcomes)
        {
            var cell = all[index];
            found[foundCount] = cell;
            foundPlaces[foundCount] = place;
            keys[place] = UInt128.Zero;
            // The sign bits of -length and outcome - 1: 1 for a cell that is not empty in a row that is pending, which is 0.
            foundCount += (int)((uint)(-cell.Length & ((int)outcome - 1)) >> 31);
            index += columnCount;
            place += keyCount;
        }
        count = foundCount;
    }

    /// <summary>Writes the keys of all cells.</summary>
    public void Write(RecordBatch batch, int rule)
    {
        var made = hashes.AsSpan(0, count);
        builder.Hash(rule, batch.Block.Buffer, Cells, made);
        var keys = batch.Keys;
        for (var index = 0; index < made.Length; index++)
        {
            keys[places[index]] = made[index];
        }
    }
}

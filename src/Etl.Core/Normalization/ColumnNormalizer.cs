using System.Numerics;
using System.Runtime.CompilerServices;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>
/// Cleans one column: asks of each value whether it is clean already, and edits only those that are not. It looks at 64 cells without a
/// branch first, because which of them are empty or odd is chance, which no processor can foresee.
/// </summary>
/// <param name="cleaner">Cleans one cell.</param>
/// <param name="badValues">What is done with values that cannot be used.</param>
/// <param name="usual">Cleans what it can of many rows at once, instead of the first look; null for kinds without such a cleaner.</param>
sealed class ColumnNormalizer<TCleaner>(TCleaner cleaner, BadValues badValues, IUsualCleaner? usual = null)
    : IFieldNormalizer
    where TCleaner : struct, ICellCleaner
{
    readonly CellEdit edit = new();

    /// <inheritdoc/>
    public void Normalize(RecordBatch batch, int column)
    {
        edit.BeginColumn(batch, column);
        // What is explained or may have to stay damaged is looked at value by value.
        var isUsual = usual is not null && !batch.KeepsMojibake && batch.Explanations is null;
        var runs = batch.Filled(column);
        for (var run = 0; run < runs.Length; run++)
        {
            var (first, filled) = (run * FieldColumn.RowsMax, runs[run]);
            var left = isUsual ? usual!.Clean(batch, edit, first, filled) : Doubtful(batch, column, first, filled);
            for (var doubtful = left; doubtful != 0; doubtful &= doubtful - 1)
            {
                var row = first + BitOperations.TrailingZeroCount(doubtful);
                if (!IsClean(batch, column, row))
                {
                    Clean(batch, column, row);
                }
            }
        }
        edit.EndColumn();
    }

    // A bit for each row of the run whose cell may need cleaning.
    ulong Doubtful(RecordBatch batch, int column, int first, ulong filled)
    {
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        var cells = batch.Cells;
        var doubtful = 0UL;
        for (; filled != 0; filled &= filled - 1)
        {
            var row = first + BitOperations.TrailingZeroCount(filled);
            var cell = cells[row * batch.ColumnCount + column];
            var isDoubtful = !cleaner.LooksClean(batch, buffer, row, cell);
            doubtful |= Flag.Bit(isDoubtful) << row; // first is a multiple of 64
        }
        return doubtful;
    }

    // Rows that are none any more are as good as clean.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool IsClean(RecordBatch batch, int column, int row) =>
        cleaner.IsClean(batch.Value(row, column)) || !batch.IsPending(row);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Clean(RecordBatch batch, int column, int row)
    {
        var cell = batch.Cell(row, column);
        if (batch.KeepsMojibake && Mojibake.IsDamaged(batch.Value(cell)))
        {
            return;
        }
        edit.Begin(row, cell, batch.Block.Buffer);
        cleaner.Clean(edit);
        edit.End(badValues);
    }
}

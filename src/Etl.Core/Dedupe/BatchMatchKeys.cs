using Etl.Core.Batches;
using Etl.Core.Mapping;

namespace Etl.Core.Dedupe;

/// <summary>
/// Computes the match keys of batches of one layout: all keys of all pending rows, slot by slot. One per worker.
/// </summary>
public sealed class BatchMatchKeys
{
    readonly MatchKeyBuilder builder;
    readonly MatchKeyWriter writer;

    /// <summary>Columns of each slot's fields; empty when one of the fields is not mapped.</summary>
    readonly int[][] columns;

    internal BatchMatchKeys(MatchKeyBuilder builder, BatchLayout layout)
    {
        this.builder = builder;
        writer = builder.CreateWriter();
        columns = [.. Enumerable.Range(0, builder.KeyCount).Select(slot => ColumnsOf(slot, layout))];
    }

    /// <summary>
    /// Fills <see cref="RecordBatch.Keys"/>, which the batch was reset to have <see cref="MatchKeyBuilder.KeyCount"/> of per row. Rows
    /// that are no longer pending, and slots without a value or without mapped fields, get 0.
    /// </summary>
    public void Compute(RecordBatch batch)
    {
        for (var slot = 0; slot < columns.Length; slot++)
        {
            switch (columns[slot])
            {
                case []:
                    Clear(batch, slot);
                    break;
                case [var column] when builder.IsEmail(slot, 0):
                    ComputeEmail(batch, slot, column);
                    break;
                case [var column] when !builder.IsFolded(slot, 0):
                    ComputeRaw(batch, slot, column);
                    break;
                default:
                    ComputeJoined(batch, slot);
                    break;
            }
        }
    }

    int[] ColumnsOf(int slot, BatchLayout layout)
    {
        var found = builder.FieldsOfSlot(slot).Select(layout.ColumnOf).ToArray();
        return found.Contains(-1) ? [] : found;
    }

    void Clear(RecordBatch batch, int slot)
    {
        var keys = batch.Keys;
        for (var at = slot; at < keys.Length; at += columns.Length)
        {
            keys[at] = UInt128.Zero;
        }
    }

    /// <summary>One field whose bytes are the key's bytes: nothing is copied.</summary>
    void ComputeRaw(RecordBatch batch, int slot, int column)
    {
        var keys = batch.Keys;
        var cells = batch.Cells;
        var outcomes = batch.Outcomes;
        var columnCount = batch.ColumnCount;
        var rule = builder.RuleOfSlot(slot);
        var isPhone = builder.IsPhone(slot, 0);
        for (var row = 0; row < outcomes.Length; row++)
        {
            var cell = cells[row * columnCount + column];
            var value = outcomes[row] == RowOutcome.Pending ? batch.Value(cell) : [];
            var hasKey = !value.IsEmpty && !(isPhone && !PhoneKey.Identifies(value));
            keys[row * columns.Length + slot] = hasKey ? builder.Hash(rule, value) : UInt128.Zero;
        }
    }

    /// <summary>Nearly every address is its own key; the others are folded by the writer.</summary>
    void ComputeEmail(RecordBatch batch, int slot, int column)
    {
        var keys = batch.Keys;
        var rule = builder.RuleOfSlot(slot);
        var foldsGmail = builder.FoldsGmail(slot);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var value = batch.Value(row, column);
            ref var key = ref keys[row * columns.Length + slot];
            key = UInt128.Zero;
            if (!value.IsEmpty && batch.IsPending(row))
            {
                key = EmailKey.IsPlain(value, foldsGmail) ? builder.Hash(rule, value) : writer.Key(slot, value);
            }
        }
    }

    void ComputeJoined(RecordBatch batch, int slot)
    {
        var keys = batch.Keys;
        var slotColumns = columns[slot];
        for (var row = 0; row < batch.RowCount; row++)
        {
            keys[row * columns.Length + slot] = batch.IsPending(row)
                ? JoinedKey(batch, row, slot, slotColumns)
                : UInt128.Zero;
        }
    }

    UInt128 JoinedKey(RecordBatch batch, int row, int slot, int[] slotColumns)
    {
        writer.Begin(slot);
        foreach (var column in slotColumns)
        {
            writer.Append(batch.Value(row, column));
        }
        return writer.End();
    }
}

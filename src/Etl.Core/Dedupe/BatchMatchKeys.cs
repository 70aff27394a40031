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
    readonly RawKeys raw;

    /// <summary>Columns of each slot's fields; empty when one of the fields is not mapped.</summary>
    readonly int[][] columns;

    internal BatchMatchKeys(MatchKeyBuilder builder, BatchLayout layout)
    {
        this.builder = builder;
        writer = builder.CreateWriter();
        raw = new RawKeys(builder);
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
                case [_] when IsRaw(slot):
                    break;
                default:
                    ComputeJoined(batch, slot);
                    break;
            }
        }
        // All slots of a few rows, which stay in the nearest cache meanwhile.
        for (var row = 0; row < batch.RowCount; row += RawKeys.RowsMax)
        {
            for (var slot = 0; slot < columns.Length; slot++)
            {
                if (columns[slot] is [var column] && IsRaw(slot))
                {
                    ComputeRaw(batch, slot, column, row);
                }
            }
        }
    }

    /// <summary>True for one field whose bytes are the key's bytes, or nearly always are: nothing is copied.</summary>
    bool IsRaw(int slot) => builder.IsEmail(slot, 0) || !builder.IsFolded(slot, 0);

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

    void ComputeRaw(RecordBatch batch, int slot, int column, int row)
    {
        raw.Collect(batch, column, slot, row);
        raw.Write(batch, builder.RuleOfSlot(slot));
        if (builder.IsPhone(slot, 0))
        {
            ClearPlaceholders(batch);
        }
        else if (builder.IsEmail(slot, 0))
        {
            FoldEmails(batch, slot);
        }
    }

    void ClearPlaceholders(RecordBatch batch)
    {
        for (var index = 0; index < raw.Cells.Length; index++)
        {
            if (!PhoneKey.Identifies(batch.Value(raw.Cells[index])))
            {
                batch.Keys[raw.Places[index]] = UInt128.Zero;
            }
        }
    }

    /// <summary>Nearly every address is its own key; the others are folded by the writer.</summary>
    void FoldEmails(RecordBatch batch, int slot)
    {
        var foldsGmail = builder.FoldsGmail(slot);
        for (var index = 0; index < raw.Cells.Length; index++)
        {
            var cell = raw.Cells[index];
            if (!EmailKey.IsPlain(batch.Block.Buffer, cell, foldsGmail))
            {
                batch.Keys[raw.Places[index]] = writer.Key(slot, batch.Value(cell));
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

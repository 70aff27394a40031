using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>Looks at the values of mapped columns that may hold one kind of rare text. Runs before the columns are cleaned.</summary>
/// <remarks>
/// Few batches hold any, and their parser may have said so. Else the whole block is searched. Where it may hold some, each row is asked first, and of those
/// that may each value.
/// </remarks>
public abstract class RareTextStep
{
    readonly RareText kind;
    readonly int[] columns;

    /// <summary>Makes the step of one layout.</summary>
    /// <param name="layout">Says which columns are mapped.</param>
    /// <param name="kind">The one kind that the step asks for.</param>
    private protected RareTextStep(BatchLayout layout, RareText kind)
    {
        this.kind = kind;
        columns = layout.MappedColumns();
    }

    /// <summary>Looks at all pending rows of a batch.</summary>
    public void Run(RecordBatch batch)
    {
        if (!MayHold(batch))
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row) && MayHold(batch.Original(row)))
            {
                LookAtRow(batch, row);
            }
        }
    }

    /// <summary>True when a text may hold what is asked for; false only when it surely does not.</summary>
    protected abstract bool MayHold(ReadOnlySpan<byte> text);

    /// <summary>Looks at a value that may hold it.</summary>
    protected abstract void Look(RecordBatch batch, int row, int column);

    bool MayHold(RecordBatch batch)
    {
        // A parser that names all kinds has not looked, or has seen so much that one more search does not matter.
        var isKnown = (batch.Rare | RareText.IllFormed) != RareText.Any;
        return (batch.Rare & kind) != 0 && (isKnown || MayHold(batch.Block.Bytes));
    }

    void LookAtRow(RecordBatch batch, int row)
    {
        foreach (var column in columns)
        {
            if (MayHold(batch.Value(row, column)))
            {
                Look(batch, row, column);
            }
        }
    }
}

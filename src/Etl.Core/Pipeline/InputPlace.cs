using Etl.Core.Batches;

namespace Etl.Core.Pipeline;

/// <summary>How far the writer has come in the input at hand: records, lines, and bytes in the input's own encoding.</summary>
sealed class InputPlace(PipelinePlan plan)
{
    /// <summary>0-based index of the input; −1 before the first batch.</summary>
    public int InputIndex { get; private set; } = -1;

    /// <summary>Records of the input that have been written.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Physical lines of the input that have been written.</summary>
    public long LineCount { get; private set; }

    /// <summary>Bytes of the input, decompressed and in its own encoding, before the next batch.</summary>
    public long OriginalOffset { get; private set; }

    /// <summary>Starts over when the batch is the first of its input.</summary>
    public void MoveTo(RecordBatch batch)
    {
        if (batch.Block.InputIndex == InputIndex)
        {
            return;
        }
        InputIndex = batch.Block.InputIndex;
        (RecordCount, LineCount, OriginalOffset) = plan.StartOf(InputIndex);
    }

    /// <summary>Counts the batch.</summary>
    public void MoveBehind(RecordBatch batch)
    {
        RecordCount += batch.RowCount;
        LineCount += batch.LineCount;
        OriginalOffset += plan.Inputs[InputIndex].Source.Originals.OriginalLength(batch.Block.Bytes);
    }
}

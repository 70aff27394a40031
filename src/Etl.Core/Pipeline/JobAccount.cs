using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Core.Pipeline;

/// <summary>
/// Accounts for finished batches in input order: buckets and codes, rejects, the place in the input, and out of these the
/// checkpoint of each chunk. Used by the one task that writes.
/// </summary>
sealed class JobAccount(PipelinePlan plan)
{
    readonly InputPlace place = new(plan);
    readonly List<SourcePosition> ended = [];

    // The input that the last batch came from, and where that batch ended.
    int lastInput = plan.ResumeFrom?.InputIndex ?? -1;
    SourcePosition? position = plan.ResumeFrom?.Position;

    /// <summary>Buckets and codes so far.</summary>
    public TotalsCounter Totals { get; } = new(plan.ResumeFrom?.Totals);

    /// <summary>0-based number of the chunk at hand.</summary>
    public int ChunkNumber { get; private set; } = (plan.ResumeFrom?.ChunkNumber ?? -1) + 1;

    /// <summary>True when something was added since the last checkpoint.</summary>
    public bool HasUncommitted { get; private set; }

    /// <summary>Takes a batch whose rows all have their bucket.</summary>
    public void Add(RecordBatch batch)
    {
        Totals.Add(batch);
        place.MoveTo(batch);
        plan.Inputs[batch.Block.InputIndex].Rejects?.Append(batch, place.OriginalOffset);
        plan.Explanations?.Append(batch, plan.Inputs[batch.Block.InputIndex].Source.Description.Path);
        place.MoveBehind(batch);
        if (batch.Block.InputIndex != lastInput && position is not null)
        {
            ended.Add(position);
        }
        lastInput = batch.Block.InputIndex;
        position = batch.PositionAfter;
        HasUncommitted = true;
    }

    /// <summary>Puts the rejects on the disk and says where the chunk ends. Call <see cref="ChunkCommitted"/> when it is final.</summary>
    public Checkpoint MakeCheckpoint()
    {
        FlushRejects();
        return new Checkpoint
        {
            ChunkNumber = ChunkNumber,
            InputIndex = place.InputIndex,
            Position = position!,
            RecordCount = place.RecordCount,
            LineCount = place.LineCount,
            OriginalOffset = place.OriginalOffset,
            EndedInputs = ended.Count == 0 ? null : [.. ended],
            Totals = Totals.Totals,
            RejectLengths = RejectLengths(),
        };
    }

    /// <summary>Goes on to the next chunk.</summary>
    public void ChunkCommitted()
    {
        ChunkNumber++;
        HasUncommitted = false;
        ended.Clear();
    }

    /// <summary>A disk that refuses the rejects must refuse before the output is final, not after.</summary>
    public void FlushRejects()
    {
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.Flush();
        }
        plan.Explanations?.Flush();
    }

    /// <summary>Compares the rejects, which are flushed, with those of an earlier run.</summary>
    public void CompareRejects()
    {
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.CompareAhead();
        }
    }

    /// <summary>Gives the rejects files and the file of explanations their names.</summary>
    public void CompleteRejects()
    {
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.Complete();
        }
        plan.Explanations?.Complete();
    }

    Dictionary<string, long> RejectLengths()
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.AddLengths(lengths);
        }
        plan.Explanations?.AddLength(lengths);
        return lengths;
    }
}

using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Explanations;

namespace Etl.Core.Pipeline;

/// <summary>Everything a pipeline needs to run once. Immutable; the owner of the sources and the sink disposes them.</summary>
public sealed record PipelinePlan
{
    /// <summary>Default number of rows after which a store commits a chunk: about a second of work.</summary>
    public const int DefaultChunkRows = 100_000;

    /// <summary>The inputs, read one after the other.</summary>
    public required IReadOnlyList<PipelineInput> Inputs { get; init; }

    /// <summary>
    /// Makes the steps that a worker runs behind the parser on each batch of an input: normalizers, rules, keys, encoder.
    /// Called once per worker and input, so that steps may keep buffers.
    /// </summary>
    public required Func<PipelineInput, IReadOnlyList<BatchStep>> CreateSteps { get; init; }

    /// <summary>Steps that need the order of the input: dedupe, round-robin owners, and an encoder that must follow them.</summary>
    public IReadOnlyList<BatchStep> OrderedSteps { get; init; } = [];

    /// <summary>Where the batches end.</summary>
    public required IBatchSink Sink { get; init; }

    /// <summary>Match keys per row, 0 when nothing is compared.</summary>
    public int KeyCount { get; init; }

    /// <summary>Sizes and counts of what is rented while the job runs.</summary>
    public required MemoryPlan Memory { get; init; }

    /// <summary>What was made ready while the inputs were opened; null to make it when the plan is run.</summary>
    public EarlyStart? Early { get; init; }

    /// <summary>Takes every change and warning, one by one; null when nobody asked. The owner of the plan disposes it.</summary>
    public ExplanationFile? Explanations { get; init; }

    /// <summary>Most records to read over all inputs; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>
    /// Says whether these buckets are over the limit of rejects; null for no limit. Asked after each chunk, and with
    /// <c>true</c> when all is read. Sinks without chunks are not stopped.
    /// </summary>
    public Func<RowTotals, bool, bool>? IsOverLimit { get; init; }

    /// <summary>True when the sink shows all or nothing, so that a job over the limit is not completed.</summary>
    public bool IsAllOrNothing { get; init; }

    /// <summary>Rows after which a chunk is committed, at the next end of a batch: no batch is cut, however many rows it has.</summary>
    public int ChunkRows { get; init; } = DefaultChunkRows;

    /// <summary>True when the sink keeps checkpoints, so that positions and reject lengths are recorded.</summary>
    public bool KeepsCheckpoints { get; init; }

    /// <summary>The last committed chunk of an interrupted run to go on behind; null to start at the beginning.</summary>
    public Checkpoint? ResumeFrom { get; init; }

    /// <summary>
    /// Completed when the part of an input that this plan reads is next to be numbered and written, with what lies before the
    /// part. Until then records are read and cleaned ahead as far as the batches reach. Null for whole inputs.
    /// </summary>
    public Task<InputStart>? Turn { get; init; }

    /// <summary>What lies before the first record that this run reads of an input. Not to be asked before the turn has come.</summary>
    internal InputStart StartOf(int inputIndex) =>
        ResumeFrom is { } checkpoint && checkpoint.InputIndex == inputIndex ? InputStart.Behind(checkpoint)
        : Turn is { IsCompletedSuccessfully: true, Result: var start } ? start
        : InputStart.Of(Inputs[inputIndex].Source);
}

using Etl.Core.Batches;

namespace Etl.Core.Pipeline;

/// <summary>One step of what is done to a batch, called once per batch.</summary>
/// <param name="Stage">Name under which its time is reported: <c>parse</c>, <c>normalize</c>, <c>validate</c>, <c>keys</c>, <c>dedupe</c>, <c>encode</c>.</param>
/// <param name="Run">Works on the whole batch. Bad data never throws.</param>
public sealed record BatchStep(string Stage, Action<RecordBatch> Run)
{
    /// <summary>Called behind the last batch of a job that did not fail, when what comes behind the step has got them all; for ordered steps. Default: null.</summary>
    public Action? End { get; init; }
}

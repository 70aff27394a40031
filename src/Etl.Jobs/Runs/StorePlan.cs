using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Core.Schema;

namespace Etl.Jobs.Runs;

/// <summary>The plan that takes contacts out of a store as they are: no cleaning, no comparing.</summary>
static class StorePlan
{
    /// <summary>A plan from a store's source to a sink.</summary>
    public static PipelinePlan Make(ISource source, ISink sink, MemoryPlan memory, long? limit) =>
        new()
        {
            Inputs = [new PipelineInput(source, Layout(source), null)],
            CreateSteps = _ => sink.CreateEncoder() is { } encoder ? [new BatchStep("encode", encoder.Encode)] : [],
            Sink = sink,
            Memory = memory,
            Limit = limit,
        };

    /// <summary>The store's columns, each of which is a field.</summary>
    public static BatchLayout Layout(ISource source) =>
        new([
            .. source.Description.Headers.Select(
                (header, index) => new ColumnPlan(header, index, ContactFields.Find(header), MappingSources.Name)
            ),
        ]);
}

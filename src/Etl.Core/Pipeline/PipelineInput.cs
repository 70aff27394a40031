using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Rejects;

namespace Etl.Core.Pipeline;

/// <summary>One input of a job, opened and mapped.</summary>
/// <param name="Source">Where its rows come from.</param>
/// <param name="Layout">What its columns mean.</param>
/// <param name="Rejects">Where its rejected records go; null to only count them.</param>
public sealed record PipelineInput(ISource Source, BatchLayout Layout, RejectFile? Rejects);

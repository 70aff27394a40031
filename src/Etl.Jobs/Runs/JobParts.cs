using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Databases.Postgres.Connections;
using Etl.Jobs.Inputs;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>Small parts that all jobs share.</summary>
static class JobParts
{
    /// <summary>Where the memory goes.</summary>
    public static MemoryPlan Memory(JobOptions options, JobEnvironment environment)
    {
        var workers = options.Workers ?? Environment.ProcessorCount;
        var plan = LoadsPostgres(options)
            ? MemoryPlan.CreateForChunks(options.MemoryBytes, workers, Connections(options), environment.BlockBytes)
            : MemoryPlan.Create(options.MemoryBytes, workers, environment.BlockBytes);
        plan = options.Shard is null ? plan : plan.WithBatchesAhead();
        JobLog.Planned(environment.Logger, plan);
        return plan;
    }

    /// <summary>Connections that load at a time.</summary>
    public static int Connections(JobOptions options) => options.Connections ?? StoreSinkOptions.ConnectionsByDefault;

    static bool LoadsPostgres(JobOptions options) =>
        options.Kind == JobKind.Import && PostgresAddress.IsPostgres(options.Target);

    /// <summary>The name of a job without a ledger: what it does and when it started.</summary>
    public static string Name(JobOptions options, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Kind.ToString().ToLowerInvariant()}-{now.UtcDateTime:yyyyMMdd-HHmmss}"
        );

    /// <summary>The file of <c>--explain</c>, taken up where a checkpoint left it; null when nobody asked for one.</summary>
    public static ExplanationFile? Explanations(JobOptions options, Checkpoint? checkpoint)
    {
        if (options.Explain is not { } path)
        {
            return null;
        }
        var file = new ExplanationFile(path);
        if (checkpoint is null)
        {
            file.StartOver();
        }
        else
        {
            file.Resume(checkpoint.RejectLengths);
        }
        return file;
    }

    /// <summary>What an observer is told at the start.</summary>
    public static JobOutline Outline(string job, string target, JobInputs inputs) =>
        new(
            job,
            [.. inputs.All.Select(input => input.Source.Description.Path)],
            target,
            inputs.LengthBytes,
            inputs.All.Count == 0 ? [] : ReportMaker.Mapping(inputs.All[0].Mapping.Layout),
            [.. Findings(inputs)]
        );

    static IEnumerable<string> Findings(JobInputs inputs)
    {
        foreach (var input in inputs.All)
        {
            var prefix = inputs.All.Count > 1 ? input.Source.Description.Path + ": " : "";
            if (input.Source.Sample is null or { RowCount: 0 } && input.HasHeader)
            {
                yield return $"{prefix}There is a header and no record below it; check that the file was written to its end.";
            }
            if (input.Template is { } match)
            {
                yield return $"{prefix}The template \"{match.Template.Name}\" was used.";
            }
            foreach (
                var finding in input.Mapping.Findings.Where(finding => finding.Kind != MappingFindingKind.Unmapped)
            )
            {
                yield return prefix + finding.Sentence;
            }
        }
    }
}

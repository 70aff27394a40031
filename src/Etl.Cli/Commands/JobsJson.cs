using System.Text.Json;
using Etl.Core.Contracts;

namespace Etl.Cli.Commands;

/// <summary>Jobs as JSON.</summary>
static class JobsJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public static object Of(JobEntry job) =>
        new
        {
            job = job.Id,
            state = job.State.ToString().ToLowerInvariant(),
            startedAt = job.Start.StartedAt,
            finishedAt = job.FinishedAt,
            inputs = job.Start.Inputs,
            options = job.Start.OptionsYaml,
            rows = job.Rows,
        };
}

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

    /// <summary>The same, with letters of any script as they are.</summary>
    public static readonly JsonSerializerOptions Readable = new(Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
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
            shard = job.Shard is { } shard
                ? new
                {
                    set = shard.Set,
                    number = shard.Shard.Number,
                    count = shard.Shard.Count,
                }
                : null,
        };
}

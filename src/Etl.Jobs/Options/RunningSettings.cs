using System.Globalization;

namespace Etl.Jobs.Options;

/// <summary>Options about how the job runs and what it prints.</summary>
static class RunningSettings
{
    const JobKind Runners = JobKind.Clean | JobKind.Import | JobKind.Export;
    const JobKind Anything = Runners | JobKind.Inspect | JobKind.Preview;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Text(
            "max-rejects",
            "N|P%",
            JobSettingGroup.Running,
            JobKind.Clean | JobKind.Import,
            "More rejected records than this end the job with exit code 1: a number stops an import behind the chunk, a share is judged at its end, staged shows nothing; no limit by default.",
            (options, text) => options with { MaxRejects = RejectLimit.Parse(text) },
            options => options.MaxRejects?.ToString()
        ),
        SettingShape.Switch(
            "dry-run",
            JobSettingGroup.Running,
            Runners,
            "Do everything but write: true figures, no output, no store, no rejects file.",
            (options, value) => options with { DryRun = value },
            options => options.DryRun
        ),
        SettingShape.Choice<PublishMode>(
            "publish",
            JobSettingGroup.Running,
            JobKind.Import,
            "Show rows chunk by chunk, resumable (direct, the default), or all at the end or not at all (staged; PostgreSQL only).",
            (options, value) => options with { Publish = value },
            options => options.Publish
        ),
        SettingShape.Choice<IndexMode>(
            "indexes",
            JobSettingGroup.Running,
            JobKind.Import,
            "Indexes of a PostgreSQL table that is made: on its key and the match fields (match, the default), or on its key alone (key).",
            (options, value) => options with { Indexes = value },
            options => options.Indexes
        ),
        SettingShape.Text(
            "connections",
            "N",
            JobSettingGroup.Running,
            JobKind.Import,
            "Connections that load into PostgreSQL at a time; one per processor, at most 4, by default. The result never depends on it.",
            (options, text) => options with { Connections = (int)SettingValue.Whole("connections", text, 1, 64) },
            options => options.Connections?.ToString(CultureInfo.InvariantCulture)
        ),
        SettingShape.Text(
            "shard",
            "I/N",
            JobSettingGroup.Running,
            JobKind.Import,
            "Load the I-th of N parts of the file into PostgreSQL; N processes on any machines load all of it, and the result is that of one.",
            (options, text) => options with { Shard = ShardNumber.Parse(text) },
            options => options.Shard?.ToString()
        ),
        SettingShape.Text(
            "shard-set",
            "NAME",
            JobSettingGroup.Running,
            JobKind.Import,
            "Name of the set that the shards belong to; made of the file's name and size and the options by default.",
            (options, text) => options with { ShardSet = text },
            options => options.ShardSet
        ),
        SettingShape.Text(
            "shard-wait",
            "TIME",
            JobSettingGroup.Running,
            JobKind.Import,
            "How long a shard waits for the shards before it, for example 30m; as long as it takes by default.",
            (options, text) => options with { ShardWait = WaitTime.Parse("shard-wait", text) },
            options => options.ShardWait is { } time ? WaitTime.Format(time) : null
        ),
        SettingShape.Text(
            "workers",
            "N",
            JobSettingGroup.Running,
            Runners | JobKind.Preview,
            "Parallel workers; one per processor by default. The result never depends on it.",
            (options, text) => options with { Workers = (int)SettingValue.Whole("workers", text, 1, 256) },
            options => options.Workers?.ToString(CultureInfo.InvariantCulture)
        ),
        SettingShape.Text(
            "memory",
            "SIZE",
            JobSettingGroup.Running,
            Runners | JobKind.Preview,
            "What the job may use; 512MB by default, whatever the size of the input.",
            (options, text) => options with { MemoryBytes = ByteSize.Parse("memory", text) },
            options =>
                options.MemoryBytes == JobOptions.DefaultMemoryBytes ? null : ByteSize.Format(options.MemoryBytes)
        ),
        SettingShape.Switch(
            "quiet",
            JobSettingGroup.Printing,
            Anything,
            "Print nothing but errors.",
            (options, value) => options with { Quiet = value },
            options => options.Quiet
        ),
        SettingShape.Switch(
            "verbose",
            JobSettingGroup.Printing,
            Runners | JobKind.Preview,
            "Log settings, inputs, chunks and stages on standard error; never a value of a record.",
            (options, value) => options with { Verbose = value },
            options => options.Verbose
        ),
        SettingShape.Switch(
            "json",
            JobSettingGroup.Printing,
            Anything,
            "Print the result as JSON on standard output and nothing else.",
            (options, value) => options with { Json = value },
            options => options.Json
        ),
    ];
}

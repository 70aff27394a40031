namespace Etl.Jobs.Options;

/// <summary>
/// One option: its name on the command line (<c>--name</c>) and in a job file (<c>name:</c>), its help, and how it is
/// applied to and read from <see cref="JobOptions"/>. Command line, job file, ledger, help and README all use this one list.
/// </summary>
public sealed record JobSetting
{
    /// <summary>Name without dashes, for example <c>on-duplicate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where help texts show it.</summary>
    public required JobSettingGroup Group { get; init; }

    /// <summary>Jobs that it applies to.</summary>
    public required JobKind Kinds { get; init; }

    /// <summary>One sentence; states the default.</summary>
    public required string Description { get; init; }

    /// <summary>Placeholder of its value; null for a switch.</summary>
    public string? ValueName { get; init; }

    /// <summary>Values it accepts, when they are few.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True when it may be given several times.</summary>
    public bool IsList { get; init; }

    /// <summary>Applies values (at least one; <c>true</c> or <c>false</c> for a switch). Throws <see cref="Core.Diagnostics.JobException"/>.</summary>
    public required Func<JobOptions, IReadOnlyList<string>, JobOptions> Apply { get; init; }

    /// <summary>The values that make these options from the defaults; empty when they are at their default.</summary>
    public required Func<JobOptions, IReadOnlyList<string>> Read { get; init; }

    /// <summary>What a value becomes before it is shown or written down: secrets are left out. Default: nothing changes.</summary>
    public Func<string, string> Hide { get; init; } = static value => value;

    /// <summary>The values of <see cref="Read"/> without secrets, for files, the ledger and the log.</summary>
    public IReadOnlyList<string> Written(JobOptions options) => [.. Read(options).Select(Hide)];

    /// <summary>True for a switch, which has no value.</summary>
    public bool IsSwitch => ValueName is null;
}

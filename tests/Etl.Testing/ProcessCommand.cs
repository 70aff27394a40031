namespace Etl.Testing;

/// <summary>A program to run, and how. See <see cref="ProcessRunner"/>.</summary>
/// <param name="Program">File name of the program, searched for in PATH when it has no folder.</param>
/// <param name="Arguments">Arguments, each passed on as it is.</param>
public sealed record ProcessCommand(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Longest run when nothing else is said: 60 seconds.</summary>
    public static readonly TimeSpan TimeoutDefault = TimeSpan.FromSeconds(60);

    /// <summary>Where it runs; null is the current folder.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Variables set on top of the inherited ones; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Bytes for its standard input, which is closed behind them. Default: none.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>After this long it is killed and <see cref="ProcessResult.IsTimedOut"/> is set.</summary>
    public TimeSpan Timeout { get; init; } = TimeoutDefault;

    /// <summary>
    /// Kills it with SIGKILL as soon as the task that this returns is done, while it still runs. The token is cancelled when
    /// the program ends first. Null: it is not killed.
    /// </summary>
    public Func<CancellationToken, Task>? KillWhen { get; init; }

    /// <summary>Kills it with SIGKILL after a while.</summary>
    public ProcessCommand KilledAfter(TimeSpan delay) => this with { KillWhen = token => Task.Delay(delay, token) };
}

using System.Reflection;
using Etl.Jobs.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Etl.Jobs.Runs;

/// <summary>What a job takes from outside: standard streams, the clock and the log. Tests give their own.</summary>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="OpenOutput">Opens standard output.</param>
/// <param name="Time">The clock.</param>
public sealed record JobEnvironment(Func<Stream> OpenInput, Func<Stream> OpenOutput, TimeProvider Time)
{
    /// <summary>Bytes per block; null for the plan's own choice. Tests use small ones so that edges fall everywhere.</summary>
    public int? BlockBytes { get; init; }

    /// <summary>
    /// Rows after which a store commits, at the next end of a batch; null for the default. The first batch of an input is the
    /// sample that its mapping is judged by, 128 KiB whatever <see cref="BlockBytes"/> says: a small input is one chunk.
    /// </summary>
    public int? ChunkRows { get; init; }

    /// <summary>Where a job logs what it does; nowhere by default. Never a value of a record or a secret.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Asks for passwords that nobody gave; null when there is nobody to ask.</summary>
    public PasswordPrompt? Passwords { get; init; }

    /// <summary>Version of Etl, as the ledger records it.</summary>
    public string Version { get; init; } =
        typeof(JobEnvironment)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}

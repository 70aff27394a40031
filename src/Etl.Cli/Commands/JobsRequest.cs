using Etl.Cli.Screen;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Etl.Cli.Commands;

/// <summary>What a subcommand of <c>etl jobs</c> was asked.</summary>
/// <param name="Target">The store.</param>
/// <param name="Job">Number of the job, or name of a set of shards; null for the newest that fits.</param>
/// <param name="IsJson">True to print JSON.</param>
/// <param name="Output">Where rejected records are copied; null to show what there is.</param>
/// <param name="Services">The host's services.</param>
/// <param name="Terminal">Where to print.</param>
sealed record JobsRequest(
    string Target,
    string? Job,
    bool IsJson,
    string? Output,
    IServiceProvider Services,
    Terminal Terminal
)
{
    /// <summary>The store's jobs.</summary>
    public JobLedger Ledger => new(Services.GetRequiredService<JobEnvironment>(), Target, Terminal.Error.WriteLine);

    /// <summary>Number of the job; null for the newest that fits.</summary>
    public Task<long?> FindNumberAsync(CancellationToken cancellationToken) =>
        Ledger.NumberAsync(Job, cancellationToken);

    /// <summary>What goes on with an interrupted job.</summary>
    public JobRunner Runner => Services.GetRequiredService<JobRunner>();
}

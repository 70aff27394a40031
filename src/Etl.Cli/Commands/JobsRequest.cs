using Etl.Cli.Screen;
using Etl.Jobs.Stores;

namespace Etl.Cli.Commands;

/// <summary>What a subcommand of <c>etl jobs</c> was asked.</summary>
/// <param name="Target">The store.</param>
/// <param name="JobId">The job; null for the newest that fits.</param>
/// <param name="IsJson">True to print JSON.</param>
/// <param name="Ledger">The store's jobs.</param>
/// <param name="Terminal">Where to print.</param>
sealed record JobsRequest(string Target, long? JobId, bool IsJson, JobLedger Ledger, Terminal Terminal);

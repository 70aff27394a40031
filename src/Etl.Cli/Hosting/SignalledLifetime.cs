using Microsoft.Extensions.Hosting;

namespace Etl.Cli.Hosting;

/// <summary>
/// The host's lifetime when <see cref="StopSignals"/> listens to Ctrl-C and SIGTERM, as it does for every command: the host itself
/// must not listen too, or each signal would be answered twice.
/// </summary>
sealed class SignalledLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

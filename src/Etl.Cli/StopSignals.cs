using System.Runtime.InteropServices;

namespace Etl.Cli;

/// <summary>Ctrl-C and SIGTERM ask a command to stop cleanly; a second one ends the process at once.</summary>
sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource stop;
    readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals(CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stop.Dispose();
    }

    void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (stop.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Cancelled);
        }
        stop.Cancel();
    }
}

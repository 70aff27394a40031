using System.Runtime.InteropServices;

namespace Etl.Cli;

/// <summary>
/// Ctrl-C and SIGTERM ask a command to stop cleanly; a second one, <see cref="Echo"/> later or more, ends the process at once.
/// What starts programs often sends one wish twice: <c>timeout</c> and <c>npm</c> to the process and to its group, so does a
/// terminal to all that run in it.
/// </summary>
sealed class StopSignals : IDisposable
{
    /// <summary>Signals that come so soon after the first are the same wish: 500 ms, which is above what a busy machine takes to give the second.</summary>
    public static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    readonly TimeProvider clock;
    readonly CancellationTokenSource stop;
    readonly List<PosixSignalRegistration> registrations = [];
    readonly Lock gate = new();
    long? first;

    public StopSignals(TimeProvider clock, CancellationToken cancellationToken)
    {
        this.clock = clock;
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

    /// <summary>Counts a signal; true for one that shall end the process at once.</summary>
    internal bool IsImpatient()
    {
        lock (gate)
        {
            first ??= clock.GetTimestamp();
            return clock.GetElapsedTime(first.Value) >= Echo;
        }
    }

    void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (IsImpatient())
        {
            Environment.Exit(ExitCode.Cancelled);
        }
        stop.Cancel();
    }
}

using System.Runtime.ExceptionServices;

namespace Etl.Core.Pipeline;

/// <summary>
/// Keeps the first failure of a pipeline and stops everybody. What follows a failure (cancelled waits, closed channels) is a
/// consequence and never replaces the cause.
/// </summary>
sealed class FirstFailure(CancellationTokenSource stop)
{
    ExceptionDispatchInfo? first;

    /// <summary>True when something failed.</summary>
    public bool HasFailed => Volatile.Read(ref first) is not null;

    /// <summary>Runs one task of the pipeline; its failure stops the others.</summary>
    public async Task GuardAsync(Func<Task> body)
    {
        try
        {
            await body().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Either the user cancelled or another stage failed first; both are reported once, by the pipeline.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(exception), null);
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Throws the first failure, if there is one. A stop because of too many rejects is none: it returns true.</summary>
    public bool ThrowIfFailed()
    {
        var failure = Volatile.Read(ref first);
        if (failure is { SourceException: RejectLimitException })
        {
            return true;
        }
        failure?.Throw();
        return false;
    }
}

using Etl.Core.Contracts;

namespace Etl.Core.Pipeline;

/// <summary>How a job ends: complete, or stopped because it rejected too much.</summary>
sealed class JobEnd(PipelinePlan plan, JobAccount account)
{
    /// <summary>True when the committed part of the job is over the limit already.</summary>
    public bool IsOverLimit => plan.IsOverLimit?.Invoke(account.Totals.Rows, false) == true;

    /// <summary>
    /// Stops the job when a chunk that was just committed took it over the limit. What is committed stays, so its sink is
    /// completed, unless nothing may be shown of a job that is not whole.
    /// </summary>
    public async ValueTask StopOverLimitAsync(IBatchSink sink, CancellationToken cancellationToken)
    {
        if (!IsOverLimit)
        {
            return;
        }
        if (!plan.IsAllOrNothing)
        {
            await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        account.CompleteRejects();
        throw new RejectLimitException();
    }

    /// <summary>Completes the sink, then the rejects; withholds both of a job that is over the limit and all or nothing.</summary>
    public async ValueTask CompleteAsync(IBatchSink sink, CancellationToken cancellationToken)
    {
        account.FlushRejects();
        if (plan.IsAllOrNothing && plan.IsOverLimit?.Invoke(account.Totals.Rows, true) == true)
        {
            account.CompleteRejects();
            throw new RejectLimitException();
        }
        cancellationToken.ThrowIfCancellationRequested();
        // While the output waits for the disk.
        var compared = Task.Run(account.CompareRejects, CancellationToken.None);
        try
        {
            await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await compared.ConfigureAwait(false);
        }
        if (sink is ILateSink late)
        {
            account.Totals.MoveToDuplicates(late.LateDuplicateCount);
        }
        account.CompleteRejects();
    }
}

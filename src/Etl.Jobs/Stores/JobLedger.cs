using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Logging;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Stores;

/// <summary>What can be asked about and done to the jobs of a store.</summary>
/// <param name="environment">What jobs run in.</param>
/// <param name="target">The store.</param>
/// <param name="note">Told what an undo waits for, one sentence at a time.</param>
public sealed class JobLedger(JobEnvironment environment, string target, Action<string>? note = null)
{
    readonly string shown = TargetText.Shown(target);

    /// <summary>All jobs, newest first.</summary>
    public async Task<IReadOnlyList<JobEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            return await store.ListJobsAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One job, the newest when no id is given; a <see cref="JobException"/> when there is none.</summary>
    public async Task<JobEntry> FindAsync(long? jobId, CancellationToken cancellationToken)
    {
        var jobs = await ListAsync(cancellationToken).ConfigureAwait(false);
        return jobs.FirstOrDefault(job => jobId is null || job.Id == jobId)
            ?? throw new JobException(
                jobId is { } id
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"There is no job {id} in {shown}; 'etl jobs list --to {TargetText.ForCommand(target)}' shows them."
                    )
                    : $"There are no jobs in {shown} yet; 'etl import FILE --to {TargetText.ForCommand(target)}' makes one."
            );
    }

    /// <summary>Takes a job back.</summary>
    public async Task<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken)
    {
        environment.Logger.LedgerAsked(jobId, shown, "undo");
        await FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            return await store.UndoAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Holds the ledger against the store, and the store against the input.</summary>
    public async Task<VerifyResult> VerifyAsync(long? jobId, CancellationToken cancellationToken)
    {
        environment.Logger.LedgerAsked(jobId, shown, "verify");
        var entry = await FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var ledger = await store.VerifyAsync(entry.Id, cancellationToken).ConfigureAwait(false);
            if (entry.State != JobState.Succeeded)
            {
                return ledger;
            }
            var input = await new InputVerification(environment, store)
                .RunAsync(entry, cancellationToken)
                .ConfigureAwait(false);
            return new VerifyResult(ledger.IsConsistent && input.IsConsistent, [.. ledger.Checks, .. input.Checks]);
        }
    }

    ValueTask<IContactStore> OpenAsync(CancellationToken cancellationToken) =>
        StoreOpener.OpenAsync(
            target,
            new StoreOptions { CreateIfMissing = false, Note = note ?? (static _ => { }) },
            environment,
            cancellationToken
        );
}

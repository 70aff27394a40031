using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Stores;
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
                        $"There is no job {id} in {shown}; see those that there are with: {StoreCommand.Of("jobs list", target)}"
                    )
                    : $"There are no jobs in {shown} yet; make one with: {StoreCommand.Of("import FILE", target)}"
            );
    }

    /// <summary>The number of the job that a user names: a number, or the name of a set of shards; null for the newest.</summary>
    public async Task<long?> NumberAsync(string? named, CancellationToken cancellationToken) =>
        named is null || named.All(char.IsAsciiDigit)
            ? JobSets.Find(named, [], shown)
            : JobSets.Find(named, await ListAsync(cancellationToken).ConfigureAwait(false), shown);

    /// <summary>The shards of the set that a job belongs to, in order; the job alone when it is none.</summary>
    public async Task<IReadOnlyList<JobEntry>> SetAsync(JobEntry entry, CancellationToken cancellationToken) =>
        entry.Shard is null ? [entry] : JobSets.Of(entry, await ListAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Takes a job back; of a set all shards, the last one first.</summary>
    public async Task<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken)
    {
        environment.Logger.LedgerAsked(jobId, shown, "undo");
        var entry = await FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        var set = await SetAsync(entry, cancellationToken).ConfigureAwait(false);
        RefuseRunning(set);
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var result = new UndoResult(0, 0, [], 0);
            foreach (var job in set.Reverse())
            {
                var undone = await store.UndoAsync(job.Id, cancellationToken).ConfigureAwait(false);
                result = new UndoResult(
                    result.Removed + undone.Removed,
                    result.Restored + undone.Restored,
                    [.. result.LeftKeys.Concat(undone.LeftKeys).Take(UndoResult.NamedMax)],
                    result.Left + undone.Left
                )
                {
                    LaterJobs =
                    [
                        .. result
                            .LaterJobs.Concat(undone.LaterJobs)
                            .Except(set.Select(member => member.Id))
                            .OrderDescending(),
                    ],
                };
            }
            return result;
        }
    }

    /// <summary>Holds the ledger against the store, and the store against the input; of a set all shards.</summary>
    public async Task<VerifyResult> VerifyAsync(long? jobId, CancellationToken cancellationToken)
    {
        environment.Logger.LedgerAsked(jobId, shown, "verify");
        var entry = await FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        var set = await SetAsync(entry, cancellationToken).ConfigureAwait(false);
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var (isConsistent, checks) = (true, new List<string>());
            foreach (var job in set)
            {
                var result = await VerifyAsync(store, job, cancellationToken).ConfigureAwait(false);
                isConsistent &= result.IsConsistent;
                checks.AddRange(
                    job.Shard is { } shard
                        ? result.Checks.Select(check => $"{shard.Shard.Text}: {check}")
                        : result.Checks
                );
            }
            if (entry.Shard is { Shard.Count: var count })
            {
                var complete = set.Count(job => job.State == JobState.Succeeded);
                isConsistent &= complete == count;
                checks.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(complete == count ? "ok: " : "WRONG: ")}Of {count} shards of the set '{entry.Shard.Set}', {complete} are complete."
                    )
                );
            }
            return new VerifyResult(isConsistent, checks);
        }
    }

    async Task<VerifyResult> VerifyAsync(IContactStore store, JobEntry entry, CancellationToken cancellationToken)
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

    /// <summary>A set is taken back as a whole, so none of it may be on its way.</summary>
    static void RefuseRunning(IReadOnlyList<JobEntry> set)
    {
        if (set.Count > 1 && set.FirstOrDefault(job => job.IsAlive) is { Shard: { } shard } job)
        {
            throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Somebody works on {shard.Shard.Text} of the set '{shard.Set}' (job {job.Id}); stop all of its shards or wait for their end, then undo the set."
                )
            );
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

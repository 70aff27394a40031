using System.Security.Cryptography;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>
/// Knows which inputs an earlier job has already loaded, byte for byte and with the same options. A record without any key
/// cannot be found in the store, so when its file comes again this is what keeps it from being stored twice.
/// </summary>
sealed class LoadedInputs
{
    /// <summary>No job has a lower number.</summary>
    const long FirstJob = 1;

    readonly HashSet<int> loaded = [];

    /// <summary>Inputs that were loaded before, but whose contacts are not proved to be there still.</summary>
    readonly HashSet<int> unproved = [];

    // Several inputs may have come from one job, and a verification reads all of its contacts.
    readonly Dictionary<long, bool> verified = [];

    /// <summary>Compares the inputs with the jobs that ended before <paramref name="jobId"/> and were not taken back.</summary>
    public async ValueTask FindAsync(
        IContactStore store,
        long jobId,
        JobInputs inputs,
        CancellationToken cancellationToken
    )
    {
        if (inputs.Options.OnDuplicate == DuplicatePolicy.Create || jobId == FirstJob)
        {
            return;
        }
        var asked = Comparable(inputs.Options);
        var earlier = new List<(JobEntry Job, ReportInput Input)>();
        var jobs = await store.ListJobsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var entry in jobs)
        {
            // A job that inserted nothing is no proof: it may itself have relied on one that was taken back since.
            if (
                entry.Id < jobId
                && entry.State == JobState.Succeeded
                && entry.ReportJson is { } json
                && InsertedBy(entry, jobId, jobs) > 0
            )
            {
                var options = JobFile.Parse(entry.Start.OptionsYaml, "the ledger", new JobOptions());
                var known = Comparable(options) == asked ? RunReportJson.Read(json)?.Inputs ?? [] : [];
                earlier.AddRange(known.Select(input => (entry, input)));
            }
        }
        foreach (var (index, input) in inputs.All.Index())
        {
            var same = await SameAsync(earlier, input, cancellationToken).ConfigureAwait(false);
            if (same.Count > 0)
            {
                var areThere = await AreThereAsync(store, same, cancellationToken).ConfigureAwait(false);
                (areThere ? loaded : unproved).Add(index);
            }
        }
    }

    /// <summary>
    /// True when all that one of the jobs (or all shards of its set) inserted is still there. When contacts were removed since, nobody knows
    /// whether records without a key were among them, and a record that comes twice is better than one that is lost.
    /// </summary>
    async ValueTask<bool> AreThereAsync(IContactStore store, List<JobEntry> jobs, CancellationToken cancellationToken)
    {
        foreach (var set in jobs.GroupBy(job => job.Shard?.Set ?? FormattableString.Invariant($"job {job.Id}")))
        {
            var isThere = true;
            foreach (var job in set)
            {
                isThere = isThere && await IsThereAsync(store, job.Id, cancellationToken).ConfigureAwait(false);
            }
            if (isThere)
            {
                return true;
            }
        }
        return false;
    }

    async ValueTask<bool> IsThereAsync(IContactStore store, long jobId, CancellationToken cancellationToken)
    {
        if (!verified.TryGetValue(jobId, out var isThere))
        {
            var result = await store.VerifyAsync(jobId, cancellationToken).ConfigureAwait(false);
            isThere = result is { IsConsistent: true, LeavesOpen: false };
            verified.Add(jobId, isThere);
        }
        return isThere;
    }

    /// <summary>
    /// What an earlier job inserted. A shard has loaded a part of the file whose digest it may know; all shards of a set together
    /// have loaded the file, and those of the own set have loaded other records.
    /// </summary>
    static long InsertedBy(JobEntry entry, long jobId, IReadOnlyList<JobEntry> jobs)
    {
        if (entry.Shard is not { Set: var set, Shard.Count: var count })
        {
            return entry.Rows.Inserted;
        }
        var shards = jobs.Where(job => job.Shard?.Set == set && job.State == JobState.Succeeded).ToList();
        var isOwn = jobs.Any(job => job.Id == jobId && job.Shard?.Set == set);
        return isOwn || shards.Count < count ? 0 : shards.Sum(job => job.Rows.Inserted);
    }

    /// <summary>
    /// Counts the records without a key of a loaded input as duplicates, or, where it is not proved that its contacts are there, says
    /// of each that it is stored again; done when their keys are known.
    /// </summary>
    public void Skip(RecordBatch batch)
    {
        var isLoaded = loaded.Contains(batch.Block.InputIndex);
        if (!isLoaded && !unproved.Contains(batch.Block.InputIndex))
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (!batch.IsPending(row) || HasKey(batch, row))
            {
                continue;
            }
            if (isLoaded)
            {
                batch.Outcomes[row] = RowOutcome.DuplicateInStore;
            }
            else
            {
                batch.CountValue(Codes.KeylessStoredAgain, row, -1, default, default);
            }
        }
    }

    static bool HasKey(RecordBatch batch, int row) =>
        batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount).ContainsAnyExcept(UInt128.Zero);

    /// <summary>Only a file of the same length is worth hashing.</summary>
    static async ValueTask<List<JobEntry>> SameAsync(
        List<(JobEntry Job, ReportInput Input)> earlier,
        JobInput input,
        CancellationToken cancellationToken
    )
    {
        if (InputPaths.IsStream(input.Path) || !File.Exists(input.Path))
        {
            return [];
        }
        var length = new FileInfo(input.Path).Length;
        var sameLength = earlier.FindAll(other => other.Input.Bytes == length && other.Input.Sha256 is not null);
        if (sameLength.Count == 0)
        {
            return [];
        }
        var file = File.OpenRead(input.Path);
        await using (file.ConfigureAwait(false))
        {
            var digest = Convert.ToHexStringLower(
                await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)
            );
            return [.. sameLength.Where(other => other.Input.Sha256 == digest).Select(other => other.Job).Distinct()];
        }
    }

    /// <summary>The options that decide which records are stored, as text; where results go and how fast does not matter.</summary>
    static string Comparable(JobOptions options) =>
        JobFile.Write(
            new JobOptions
            {
                Kind = options.Kind,
                Filter = options.Filter,
                Limit = options.Limit,
                Require = options.Require,
                Strict = options.Strict,
                Match = options.Match,
            }
        );
}

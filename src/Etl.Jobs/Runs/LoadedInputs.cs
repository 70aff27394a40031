using System.Security.Cryptography;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>
/// Knows which inputs another job has already loaded, byte for byte and with the same options. A record without any key
/// cannot be found in the store, so when its file comes again this is what keeps it from being stored twice.
/// </summary>
sealed class LoadedInputs
{
    readonly HashSet<int> loaded = [];

    /// <summary>Inputs that were loaded before, but whose contacts are not proved to be there still.</summary>
    readonly HashSet<int> unproved = [];

    // Several inputs may have come from one job, and a verification reads all of its contacts.
    readonly Dictionary<long, bool> verified = [];

    /// <summary>
    /// Compares the inputs with the jobs that have succeeded. To be called by the one writer of the store: then none of them is under way, and
    /// what the numbers of jobs say does not matter. One that began later may have loaded the file while this one waited to write, or was interrupted.
    /// </summary>
    public async ValueTask FindAsync(
        IContactStore store,
        long jobId,
        JobInputs inputs,
        CancellationToken cancellationToken
    )
    {
        if (inputs.Options.OnDuplicate == DuplicatePolicy.Create)
        {
            return;
        }
        var jobs = await store.ListJobsAsync(cancellationToken).ConfigureAwait(false);
        var others = Others(jobs, jobId, inputs.Options);
        foreach (var (index, input) in inputs.All.Index())
        {
            var same = await SameAsync(others, input, cancellationToken).ConfigureAwait(false);
            if (same.Exists(load => load.IsProof))
            {
                var isLoaded = await IsLoadedAsync(store, same, cancellationToken).ConfigureAwait(false);
                (isLoaded ? loaded : unproved).Add(index);
            }
        }
    }

    /// <summary>What other jobs with the same options loaded, also those that were taken back since. Shards of the own set have loaded other records.</summary>
    static List<EarlierLoad> Others(IReadOnlyList<JobEntry> jobs, long jobId, JobOptions options)
    {
        var ownSet = jobs.FirstOrDefault(job => job.Id == jobId)?.Shard?.Set;
        var asked = Comparable(options);
        return
        [
            .. jobs.Where(job => job.Id != jobId && (job.Shard is null || job.Shard.Set != ownSet))
                .Where(job => job.State is JobState.Succeeded or JobState.Undone)
                .Where(job => Comparable(JobFile.Parse(job.Start.OptionsYaml, "the ledger", new JobOptions())) == asked)
                .GroupBy(job => job.Shard?.Set ?? FormattableString.Invariant($"job {job.Id}"))
                .Select(set => EarlierLoad.Of([.. set]))
                .OfType<EarlierLoad>(),
        ];
    }

    /// <summary>
    /// True when all that one of the jobs (or all shards of its set) inserted is still there. When contacts were removed since, nobody knows
    /// whether records without a key were among them, and a record that comes twice is better than one that is lost. A job that itself left
    /// such records out, because another one had loaded them, proves nothing where that may have been one of the others.
    /// </summary>
    async ValueTask<bool> IsLoadedAsync(
        IContactStore store,
        List<EarlierLoad> same,
        CancellationToken cancellationToken
    )
    {
        foreach (var load in same.Where(load => load.IsProof && (!load.Relied || same.Count == 1)))
        {
            var isThere = true;
            foreach (var job in load.Jobs)
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
    /// Counts the records without a key of a loaded input as duplicates, or, where it is not proved that its contacts are there, says
    /// of each that it is stored again; done when their keys are known. Both are counted, so that the job's report tells what it relied on.
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
            var code = isLoaded ? Codes.KeylessLoadedBefore : Codes.KeylessStoredAgain;
            batch.CountValue(code, row, -1, default, default);
        }
    }

    static bool HasKey(RecordBatch batch, int row) =>
        batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount).ContainsAnyExcept(UInt128.Zero);

    /// <summary>Only a file of the same length is worth hashing.</summary>
    static async ValueTask<List<EarlierLoad>> SameAsync(
        List<EarlierLoad> others,
        JobInput input,
        CancellationToken cancellationToken
    )
    {
        if (InputPaths.IsStream(input.Path) || !File.Exists(input.Path))
        {
            return [];
        }
        var length = new FileInfo(input.Path).Length;
        var sameLength = others.FindAll(other => other.Inputs.Any(known => known.Bytes == length));
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
            return sameLength.FindAll(other =>
                other.Inputs.Any(known => known.Bytes == length && known.Sha256 == digest)
            );
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

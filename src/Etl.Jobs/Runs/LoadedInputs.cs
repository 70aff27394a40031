using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Formats.Files;
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
        var own = jobs.FirstOrDefault(job => job.Id == jobId);
        // As they were found out, like those of the others.
        var options = own is null ? inputs.Options : JobFile.OfJob(own);
        var others = Others(jobs, jobId, own, options);
        var ended = others.Where(job => job.State is JobState.Succeeded or JobState.Undone);
        var loads = ended
            .GroupBy(SetOf)
            .Select(set => EarlierLoad.Of([.. set], set.All(job => IsReadAlike(JobFile.OfJob(job), options))))
            .OfType<EarlierLoad>()
            .ToList();
        var begun = others.FindAll(job =>
            job.State is not (JobState.Succeeded or JobState.Undone) && job.Rows.Inserted > 0
        );
        foreach (var (index, input) in inputs.All.Index().Where(entry => IsFile(entry.Item)))
        {
            var same = await SameAsync(loads, input, cancellationToken).ConfigureAwait(false);
            if (same.Exists(load => load.HasStored))
            {
                var isLoaded = await IsLoadedAsync(store, same, cancellationToken).ConfigureAwait(false);
                (isLoaded ? loaded : unproved).Add(index);
            }
            else if (await IsBegunAsync(store, begun, input, cancellationToken).ConfigureAwait(false))
            {
                unproved.Add(index);
            }
        }
    }

    /// <summary>The other jobs that stored the same of what they read. Shards of the own set have loaded other records.</summary>
    static List<JobEntry> Others(IReadOnlyList<JobEntry> jobs, long jobId, JobEntry? own, JobOptions options)
    {
        var ownSet = own?.Shard?.Set;
        var asked = Comparable(options);
        return
        [
            .. jobs.Where(job => job.Id != jobId && (job.Shard is null || job.Shard.Set != ownSet))
                .Where(job => ComparableOf(job) == asked),
        ];
    }

    /// <summary>Null for the options of a newer Etl that this one does not know: what it read, this one cannot have read alike.</summary>
    static string? ComparableOf(JobEntry job)
    {
        try
        {
            return Comparable(JobFile.OfJob(job));
        }
        catch (JobException)
        {
            return null;
        }
    }

    /// <summary>
    /// True when the same records are read from the same bytes. What is not told was found out by the file, and is found out alike.
    /// </summary>
    static bool IsReadAlike(JobOptions one, JobOptions other)
    {
        return one.NoHeader == other.NoHeader
            && IsSame(one.Delimiter, other.Delimiter)
            && IsSame(one.Quote, other.Quote)
            && IsSame(one.Encoding, other.Encoding);

        static bool IsSame(string? one, string? other) => one is null || other is null || one == other;
    }

    /// <summary>The shards of a set have loaded their file together; any other job stands for itself.</summary>
    static string SetOf(JobEntry job) => job.Shard?.Set ?? FormattableString.Invariant($"job {job.Id}");

    /// <summary>Only a file can come again byte for byte.</summary>
    static bool IsFile(JobInput input) => !InputPaths.IsStream(input.Path) && File.Exists(input.Path);

    /// <summary>
    /// True when a job that was interrupted has loaded the file or its beginning, so that records are there which come again now. They are not
    /// left out: nobody knows whether that job will be gone on with or taken back.
    /// </summary>
    static async ValueTask<bool> IsBegunAsync(
        IContactStore store,
        List<JobEntry> begun,
        JobInput input,
        CancellationToken cancellationToken
    )
    {
        var length = LinkedFile.LengthOf(input.Path);
        foreach (var job in begun)
        {
            var last = await store.LastCheckpointAsync(job.Id, cancellationToken).ConfigureAwait(false);
            var ends =
                last?.InputIndex > 0
                    ? await store.EndedInputsAsync(job.Id, cancellationToken).ConfigureAwait(false)
                    : [];
            // An input that came to its end was this file only if it was as long.
            var places = ends.Where(end => end.DigestLength == length).Append(last?.Position);
            foreach (var place in places)
            {
                if (
                    place is { Digest: { } known, DigestLength: > 0 }
                    && place.DigestLength <= length
                    && await FileDigest
                        .OfStartAsync(input.Path, place.DigestLength, cancellationToken)
                        .ConfigureAwait(false) == known
                )
                {
                    return true;
                }
            }
        }
        return false;
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
        List<EarlierLoad> loads,
        JobInput input,
        CancellationToken cancellationToken
    )
    {
        var length = LinkedFile.LengthOf(input.Path);
        if (!loads.Exists(load => load.Inputs.Any(known => known.Bytes == length)))
        {
            return [];
        }
        var digest = await FileDigest.OfStartAsync(input.Path, length, cancellationToken).ConfigureAwait(false);
        return loads.FindAll(load => load.Inputs.Any(known => known.Bytes == length && known.Sha256 == digest));
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

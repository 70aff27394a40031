namespace Etl.Core.Contracts;

/// <summary>
/// An opened target that keeps contacts and the ledger of the jobs that wrote them. The job logic (resume, undo, verify,
/// history) is written once against this contract; each database implements it.
/// </summary>
public interface IContactStore : IAsyncDisposable
{
    /// <summary>The target as the user may see it, without secrets, for example <c>sqlite:contacts.db</c>.</summary>
    string Name { get; }

    /// <summary>True when its sinks take whole chunks (<see cref="IChunkSink"/>) and may be opened while records are read already. Default: false.</summary>
    bool LoadsChunks => false;

    /// <summary>
    /// The columns of a table that the user owns, with the field that each holds, so that headers of their names feed them. Empty
    /// where Etl made the table: there any field has a place. Default: empty.
    /// </summary>
    ValueTask<IReadOnlyList<StoreColumn>> ListColumnsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<StoreColumn>>([]);

    /// <summary>Enters a new job into the ledger and returns its id (positive, ascending).</summary>
    ValueTask<long> BeginJobAsync(JobStart start, CancellationToken cancellationToken);

    /// <summary>Jobs, newest first.</summary>
    ValueTask<IReadOnlyList<JobEntry>> ListJobsAsync(CancellationToken cancellationToken);

    /// <summary>One job, or null.</summary>
    ValueTask<JobEntry?> FindJobAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>The last committed chunk of a job, or null when none was committed.</summary>
    ValueTask<Checkpoint?> LastCheckpointAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>The ends of the inputs that a job has committed whole and gone on behind, in their order.</summary>
    ValueTask<IReadOnlyList<SourcePosition>> EndedInputsAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Sets a job's state and final report.</summary>
    ValueTask FinishJobAsync(long jobId, JobState state, string? reportJson, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the seat of a shard, waiting for whoever has it, and enters its job into the ledger, or finds the one that is there
    /// and was not taken back; that one counts as running again unless it is complete. Stores for one machine have no shards.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="start">What is entered for a new job, and who works on one that is there.</param>
    /// <param name="check">Shown the set's jobs before anything is entered; throws when the shard does not belong to them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<ShardSeat> TakeShardAsync(
        JobShard shard,
        JobStart start,
        Action<IReadOnlyList<JobEntry>> check,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>The shards of a set that have begun and were not taken back, in order.</summary>
    ValueTask<IReadOnlyList<ShardEntry>> ListShardsAsync(string set, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ShardEntry>>([]);

    /// <summary>A sink that writes under a job. Columns of all layouts that will come are known beforehand.</summary>
    ValueTask<IBatchSink> OpenSinkAsync(StoreSinkOptions options, CancellationToken cancellationToken);

    /// <summary>Reads contacts back; the source's columns are the requested fields.</summary>
    ValueTask<ISource> OpenSourceAsync(StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Takes a job back: restores updated contacts, removes inserted ones, names those that changed since.</summary>
    ValueTask<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Holds the ledger's counts and checksums against the rows that are really there.</summary>
    ValueTask<VerifyResult> VerifyAsync(long jobId, CancellationToken cancellationToken);
}

using Etl.Core.Contracts;

namespace Etl.Jobs.Tests.Runs;

/// <summary>A store that does something more when a job is about to be entered as succeeded.</summary>
sealed class EndWatchingStore(IContactStore inner, Func<Task> beforeEnd) : IContactStore
{
    public string Name => inner.Name;

    public bool LoadsChunks => inner.LoadsChunks;

    public async ValueTask FinishJobAsync(
        long jobId,
        JobState state,
        string? reportJson,
        CancellationToken cancellationToken
    )
    {
        if (state == JobState.Succeeded)
        {
            await beforeEnd();
        }
        await inner.FinishJobAsync(jobId, state, reportJson, cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoreColumn>> ListColumnsAsync(CancellationToken cancellationToken) =>
        inner.ListColumnsAsync(cancellationToken);

    public ValueTask<long> BeginJobAsync(JobStart start, CancellationToken cancellationToken) =>
        inner.BeginJobAsync(start, cancellationToken);

    public ValueTask<IReadOnlyList<JobEntry>> ListJobsAsync(CancellationToken cancellationToken) =>
        inner.ListJobsAsync(cancellationToken);

    public ValueTask<JobEntry?> FindJobAsync(long jobId, CancellationToken cancellationToken) =>
        inner.FindJobAsync(jobId, cancellationToken);

    public ValueTask<Checkpoint?> LastCheckpointAsync(long jobId, CancellationToken cancellationToken) =>
        inner.LastCheckpointAsync(jobId, cancellationToken);

    public ValueTask<IReadOnlyList<SourcePosition>> EndedInputsAsync(long jobId, CancellationToken cancellationToken) =>
        inner.EndedInputsAsync(jobId, cancellationToken);

    public ValueTask<IBatchSink> OpenSinkAsync(StoreSinkOptions options, CancellationToken cancellationToken) =>
        inner.OpenSinkAsync(options, cancellationToken);

    public ValueTask<ISource> OpenSourceAsync(StoreQuery query, CancellationToken cancellationToken) =>
        inner.OpenSourceAsync(query, cancellationToken);

    public ValueTask<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken) =>
        inner.UndoAsync(jobId, cancellationToken);

    public ValueTask<VerifyResult> VerifyAsync(long jobId, CancellationToken cancellationToken) =>
        inner.VerifyAsync(jobId, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

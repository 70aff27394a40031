using System.Collections.Concurrent;
using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Cancels the job after a number of batches.</summary>
sealed class CancellingObserver(int batches) : IJobObserver, IDisposable
{
    readonly CancellationTokenSource stop = new();
    int seen;

    public CancellationToken Token => stop.Token;

    /// <summary>The sentences that a user would see on his screen.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    public void Note(string sentence) => Notes.Enqueue(sentence);

    public void Started(JobOutline outline) { }

    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        if (++seen == batches)
        {
            stop.Cancel();
        }
    }

    public void Dispose() => stop.Dispose();
}

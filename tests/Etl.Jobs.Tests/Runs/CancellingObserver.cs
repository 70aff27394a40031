using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Cancels the job after a number of batches.</summary>
sealed class CancellingObserver(int batches) : IJobObserver, IDisposable
{
    readonly CancellationTokenSource stop = new();
    int seen;

    public CancellationToken Token => stop.Token;

    public void Note(string sentence) { }

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

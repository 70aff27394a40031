using System.Collections.Concurrent;
using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Keeps the sentences that a user would see on his screen.</summary>
sealed class NotingObserver : IJobObserver
{
    readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All of them, in their order.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    /// <summary>The first one, as soon as it comes.</summary>
    public Task<string> First => first.Task;

    public void Note(string sentence)
    {
        Notes.Enqueue(sentence);
        first.TrySetResult(sentence);
    }

    public void Started(JobOutline outline) { }

    public void Advanced(PipelineProgress progress, long bytesRead) { }
}

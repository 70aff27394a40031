using Etl.Core.Pipeline;

namespace Etl.Jobs.Runs;

/// <summary>Who is told what a job is doing. Called from the job's tasks, seldom: once at the start and once per batch.</summary>
public interface IJobObserver
{
    /// <summary>Something to say in one sentence before or after the work.</summary>
    void Note(string sentence);

    /// <summary>The inputs are open and mapped, and reading begins.</summary>
    void Started(JobOutline outline);

    /// <summary>One more batch is in its buckets.</summary>
    void Advanced(PipelineProgress progress, long bytesRead);
}

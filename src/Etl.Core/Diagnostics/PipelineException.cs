namespace Etl.Core.Diagnostics;

/// <summary>
/// The world failed while the job ran (disk, database, a file that changed): exit code 3. The message says which stage,
/// which batch and rows, what happened and what to do; a resumable job says how to resume.
/// </summary>
public sealed class PipelineException : Exception
{
    /// <summary>Makes one with the sentence to show.</summary>
    public PipelineException(string message)
        : base(message) { }

    /// <summary>Makes one with the sentence to show and the error behind it.</summary>
    public PipelineException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>True when a disk of this machine failed, so that trying again with a server is of no use. Default: false.</summary>
    public bool IsOfDisk { get; init; }
}

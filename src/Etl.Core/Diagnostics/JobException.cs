namespace Etl.Core.Diagnostics;

/// <summary>
/// Wrong usage or a wrong job, found before anything was written: exit code 2. The message is one full sentence that says
/// where, what, what was expected and what to do next, with the option's name; it is shown as it is.
/// </summary>
public sealed class JobException : Exception
{
    /// <summary>Makes one with the sentence to show.</summary>
    public JobException(string message)
        : base(message) { }

    /// <summary>Makes one with the sentence to show and the error behind it (for the diagnostic log only).</summary>
    public JobException(string message, Exception inner)
        : base(message, inner) { }
}

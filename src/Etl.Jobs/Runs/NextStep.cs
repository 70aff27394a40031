using Etl.Core.Dedupe;
using Etl.Core.Files;
using Etl.Databases.Stores;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Runs;

/// <summary>What the user can do about an import that ended before its input did.</summary>
/// <param name="options">The job's options.</param>
/// <param name="job">Its number in the store.</param>
sealed class NextStep(JobOptions options, string job)
{
    /// <summary>Why it cannot go on where it stopped, to follow "because"; null when it can.</summary>
    public string? Obstacle =>
        options.Inputs.FirstOrDefault(IsPassing) is { } stream
            ? $"its input '{stream}' is a stream, which cannot be read again from where it stopped"
        : options.Inputs.FirstOrDefault(DatabaseInput.Is) is { } database
            ? $"the rows of its input '{TargetText.Shown(database)}' may have changed since"
        : null;

    /// <summary>What to do with a job that committed some of its chunks, as a sentence; null when nothing of it stays.</summary>
    public string? Sentence =>
        options.DryRun || options.Publish == PublishMode.Staged ? null
        : Obstacle is { } obstacle
            ? $"What was committed stays, and the job cannot be resumed, because {obstacle}. {RunAgain}"
        : $"What was committed stays; go on with: {Resume}";

    /// <summary>What to do with a job of which everything is loaded and only the ledger does not know it, as a sentence.</summary>
    public string SentenceOfLoaded =>
        Obstacle is null ? $"Have it written later with: {Resume}" : "Nothing of it is to be loaded again.";

    /// <summary>
    /// How to load the whole input after all, when the job cannot go on, as sentences: what it has loaded is there already, and only records
    /// with a match value are found there.
    /// </summary>
    public string RunAgain =>
        options.OnDuplicate is DuplicatePolicy.Skip or DuplicatePolicy.Update
            ? $"Run the import again from the beginning: it finds what is in the store by its match values and does not load it twice. Where records have none, take the job back first with: {Undo}"
            : $"Run the import again from the beginning, but take the job back first with: {Undo}";

    /// <summary>The command that goes on where the job stopped, for one without an <see cref="Obstacle"/>.</summary>
    public string Resume => StoreCommand.Of($"jobs resume {job}", options.Target);

    /// <summary>The command that takes the job back.</summary>
    public string Undo => StoreCommand.Of($"jobs undo {job}", options.Target);

    /// <summary>True for a stream, and for a name that leads elsewhere in every process, such as <c>/dev/stdin</c>.</summary>
    public static bool IsPassing(string input) =>
        InputPaths.IsStream(input) || (!DatabaseInput.Is(input) && SpecialFile.DescriptorOf(input) is not null);
}

using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>An import that ends because it rejected more than <c>--max-rejects</c> allows.</summary>
static class RejectStop
{
    /// <summary>
    /// The limit of this run. Going on with a job that was stopped by its limit is the answer to it, so it does not stop the
    /// job again.
    /// </summary>
    public static Func<RowTotals, bool, bool>? Limit(JobOptions options, Checkpoint? checkpoint) =>
        options.MaxRejects is { } limit && !IsLifted(options, checkpoint) ? limit.IsOver : null;

    /// <summary>True when the committed part of a job is over the limit already.</summary>
    public static bool IsLifted(JobOptions options, Checkpoint? checkpoint) =>
        checkpoint is not null && options.MaxRejects?.IsOver(checkpoint.Totals.Rows, isFinal: false) == true;

    /// <summary>What the user is told: what there is now and what to do with it.</summary>
    /// <param name="options">The job's options.</param>
    /// <param name="job">Its number.</param>
    /// <param name="rows">Its buckets.</param>
    public static string Sentence(JobOptions options, string job, RowTotals rows)
    {
        var count = string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Rejected:N0} of {rows.Read:N0} records were rejected, more than --max-rejects {options.MaxRejects} allows"
        );
        if (options.DryRun)
        {
            return $"The dry run was stopped: {count}.";
        }
        if (options.Publish == PublishMode.Staged)
        {
            return $"Nothing was published: {count}. See why in the rejects file, then change the options or the input and run the import again.";
        }
        var next = new NextStep(options, job);
        return next.Obstacle is { } obstacle
            ? $"The import was stopped: {count}. What was committed stays, and the job cannot be resumed, because {obstacle}; see why in the rejects file. Run the import again with another limit or without one, but take the job back first with: {next.Undo}"
            : $"The import was stopped: {count}. What was committed stays; see why in the rejects file, then go on without the limit with: {next.Resume} or take the job back with: {next.Undo}";
    }
}

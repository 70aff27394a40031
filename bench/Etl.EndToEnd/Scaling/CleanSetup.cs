using System.Globalization;

namespace Etl.EndToEnd.Scaling;

/// <summary>With how much the file is cleaned.</summary>
/// <param name="Processors">Processors that the process is kept to.</param>
/// <param name="Workers">Its <c>--workers</c>.</param>
sealed record CleanSetup(int Processors, int Workers)
{
    /// <summary>Tasks of a job with one worker: with so many processors none waits for one.</summary>
    const int TasksOfOneWorker = 4;

    /// <summary>The setup whose stages are simulated: one worker, so that no task waits for a processor if that can be had.</summary>
    public static CleanSetup OfStages(int processors) => new(Math.Min(processors, TasksOfOneWorker), 1);

    /// <summary>In a few words.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Processors} processor{(Processors == 1 ? "" : "s")}, {Workers} worker{(Workers == 1 ? "" : "s")}"
        );
}

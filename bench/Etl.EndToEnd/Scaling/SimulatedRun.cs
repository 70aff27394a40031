namespace Etl.EndToEnd.Scaling;

/// <summary>How a simulated pipeline went.</summary>
/// <param name="Duration">From the first batch's start to the last one's end.</param>
/// <param name="Bottleneck">The stage whose tasks were busy for the largest share of it, or <see cref="AllProcessors"/>.</param>
/// <param name="BusyShare">That share, 0 to 1.</param>
sealed record SimulatedRun(TimeSpan Duration, string Bottleneck, double BusyShare)
{
    /// <summary>Named when no stage holds the others up as much as all of them together lack processors.</summary>
    public const string AllProcessors = "processors";
}

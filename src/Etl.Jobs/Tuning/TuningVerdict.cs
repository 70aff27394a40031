using Etl.Core.Diagnostics;

namespace Etl.Jobs.Tuning;

/// <summary>What the last round says about settings that were found one by one: only all of them together show what they are worth.</summary>
/// <param name="Settings">The settings to recommend; none where the defaults are as good.</param>
/// <param name="Speedup">How many times as fast as the defaults they are; 1 for none.</param>
/// <param name="Bottleneck">The stage that holds the others up with them.</param>
sealed record TuningVerdict(TuningSettings Settings, double Speedup, string Bottleneck)
{
    /// <summary>What is faster by less than 3 % is no better: runs differ by as much.</summary>
    const double WorthWhile = 0.97;

    /// <summary>True when a time is so much shorter than another one, in the same unit, that it is worth a setting.</summary>
    public static bool IsFaster(double time, double than) => time <= than * WorthWhile;

    /// <summary>The verdict.</summary>
    /// <param name="found">The settings that were found.</param>
    /// <param name="standard">The median run with the defaults.</param>
    /// <param name="fastest">The median run with the settings, of the same round.</param>
    public static TuningVerdict Of(TuningSettings found, RunReport standard, RunReport fastest) =>
        found != new TuningSettings() && IsFaster(fastest.Seconds, standard.Seconds)
            ? new(found, Math.Round(standard.Seconds / fastest.Seconds, 3), fastest.Bottleneck)
            : new(new TuningSettings(), 1, standard.Bottleneck);
}

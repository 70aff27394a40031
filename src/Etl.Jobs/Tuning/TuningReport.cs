namespace Etl.Jobs.Tuning;

/// <summary>What the tuning of a job found.</summary>
/// <param name="Rows">Records of each run.</param>
/// <param name="Repeats">Runs of each value; the median counts.</param>
/// <param name="Trials">All values that were tried, setting by setting.</param>
/// <param name="Best">The settings that differ from Etl's own and are faster.</param>
/// <param name="Speedup">How many times as fast a run with them is, median against median in the last round; 1 when none are faster.</param>
/// <param name="Bottleneck">The stage that holds the others up with the best settings.</param>
/// <param name="Command">A command line that runs the job with them and with the user's own options, without passwords.</param>
public sealed record TuningReport(
    long Rows,
    int Repeats,
    IReadOnlyList<TuningTrial> Trials,
    TuningSettings Best,
    double Speedup,
    string Bottleneck,
    string Command
);

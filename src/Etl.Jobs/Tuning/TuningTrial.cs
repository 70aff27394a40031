namespace Etl.Jobs.Tuning;

/// <summary>One value of one setting, tried.</summary>
/// <param name="Setting">The setting, as the user writes it.</param>
/// <param name="Value">The value.</param>
/// <param name="IsDefault">True for Etl's own choice.</param>
/// <param name="Seconds">Median wall time of the runs.</param>
/// <param name="RowsPerSecond">Records per second of it.</param>
/// <param name="BytesPerSecond">Bytes of the input per second of it.</param>
/// <param name="Bottleneck">The stage that held the others up, in the median run.</param>
public sealed record TuningTrial(
    string Setting,
    int Value,
    bool IsDefault,
    double Seconds,
    double RowsPerSecond,
    double BytesPerSecond,
    string Bottleneck
);

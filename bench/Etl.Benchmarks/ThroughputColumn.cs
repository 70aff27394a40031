namespace Etl.Benchmarks;

/// <summary>Bytes of input by time: how far a kernel is from what memory and disk deliver.</summary>
public sealed class ThroughputColumn : CallSizeColumn
{
    /// <inheritdoc/>
    public override string ColumnName => "MB/s";

    /// <inheritdoc/>
    public override string Legend => "1,000,000 bytes of input per second";

    /// <inheritdoc/>
    public override double Figure(CallSize size, double nanoseconds) => size.Bytes * 1_000 / nanoseconds;
}

namespace Etl.Benchmarks;

/// <summary>Time by row, or by value: what adds up to the time of a job.</summary>
public sealed class RowTimeColumn : CallSizeColumn
{
    /// <inheritdoc/>
    public override string ColumnName => "ns/row";

    /// <inheritdoc/>
    public override string Legend => "Nanoseconds per row, or per value where the class handles values";

    /// <inheritdoc/>
    public override double Figure(CallSize size, double nanoseconds) => nanoseconds / size.Rows;
}

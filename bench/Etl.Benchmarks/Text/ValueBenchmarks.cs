namespace Etl.Benchmarks.Text;

/// <summary>What kernels have in common that run once per value: 10,000 values of contact rows a call, so rows are values.</summary>
public abstract class ValueBenchmarks : IMeasured
{
    const int ValueCount = 10_000;

    /// <summary>Longer than any value.</summary>
    const int RoomLength = 1000;

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(Values);

    /// <summary>The values.</summary>
    protected byte[][] Values { get; } = ContactRows.Values(ValueCount);

    /// <summary>Room for one value.</summary>
    protected byte[] Destination { get; } = new byte[RoomLength];
}

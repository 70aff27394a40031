using Etl.Core.Files;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// A CSV output that counts its records and measures what the whole process allocates while they come, from the one on at which all pools have
/// their sizes.
/// </summary>
/// <param name="warmRecords">Records before measuring begins.</param>
sealed class AllocationStream(long warmRecords) : WriteOnlyStream
{
    bool isQuoted;
    long count;

    /// <summary>What was measured.</summary>
    public AllocationGauge Gauge { get; } = new(warmRecords);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var character in buffer)
        {
            isQuoted ^= character == '"';
            count += character == '\n' && !isQuoted ? 1 : 0;
        }
        Gauge.Mark(count);
    }
}

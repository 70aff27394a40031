namespace Etl.Jobs.Tests.Allocations;

/// <summary>Measures what the whole process allocates while records come, from the one on at which all pools have their sizes.</summary>
/// <param name="warmRecords">Records before measuring begins.</param>
sealed class AllocationGauge(long warmRecords)
{
    long firstRecord;
    long firstBytes;
    long lastRecord;
    long lastBytes;

    /// <summary>To be called as records come.</summary>
    /// <param name="count">How many came so far.</param>
    public void Mark(long count)
    {
        if (count < warmRecords)
        {
            return;
        }
        (lastRecord, lastBytes) = (count, GC.GetTotalAllocatedBytes(precise: true));
        if (firstRecord == 0)
        {
            (firstRecord, firstBytes) = (lastRecord, lastBytes);
        }
    }

    /// <summary>At least a quarter of the records was measured, and fewer bytes were allocated for each of them.</summary>
    public void ExpectFew(long recordCount, double bytesPerRecordMax)
    {
        var records = lastRecord - firstRecord;
        Assert.InRange(records, recordCount / 4, recordCount);
        var bytesPerRecord = (lastBytes - firstBytes) / (double)records;
        Assert.True(
            bytesPerRecord < bytesPerRecordMax,
            FormattableString.Invariant($"{bytesPerRecord:F1} bytes were allocated for each of {records} records.")
        );
    }
}

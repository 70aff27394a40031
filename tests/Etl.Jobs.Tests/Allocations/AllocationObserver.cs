using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>Measures what the whole process allocates while a job runs, from the record on at which its pools have their sizes.</summary>
/// <param name="warmRecords">Records before measuring begins.</param>
sealed class AllocationObserver(long warmRecords) : IJobObserver
{
    long firstRecord;
    long firstBytes;
    long lastRecord;
    long lastBytes;

    /// <summary>Records that were measured.</summary>
    public long Records => lastRecord - firstRecord;

    /// <summary>Bytes that were allocated for each of them.</summary>
    public double BytesPerRecord => (lastBytes - firstBytes) / (double)Records;

    public void Note(string sentence) { }

    public void Started(JobOutline outline) { }

    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        if (progress.Rows.Read < warmRecords)
        {
            return;
        }
        lastRecord = progress.Rows.Read;
        lastBytes = GC.GetTotalAllocatedBytes(precise: true);
        if (firstRecord == 0)
        {
            (firstRecord, firstBytes) = (lastRecord, lastBytes);
        }
    }
}

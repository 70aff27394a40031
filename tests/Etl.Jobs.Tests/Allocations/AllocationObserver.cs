using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>Measures what the whole process allocates while a job runs, from the record on at which its pools have their sizes.</summary>
/// <param name="warmRecords">Records before measuring begins.</param>
sealed class AllocationObserver(long warmRecords) : IJobObserver
{
    /// <summary>What was measured.</summary>
    public AllocationGauge Gauge { get; } = new(warmRecords);

    /// <summary>What became of the records so far, of all of them.</summary>
    public RowTotals Rows { get; private set; } = new();

    /// <summary>Where the job looked for duplicates.</summary>
    public ReportDuplicateSearch? Search { get; set; }

    public void Note(string sentence) { }

    public void Started(JobOutline outline) { }

    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        Rows = progress.Rows;
        Gauge.Mark(progress.Rows.Read);
    }
}

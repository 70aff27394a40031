using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Stores;

/// <summary>Collects the checks of a verification; those that concern the ledger alone are the same for every store.</summary>
sealed class LedgerChecks
{
    readonly List<string> checks = [];
    bool isConsistent = true;

    /// <summary>What was found so far.</summary>
    public VerifyResult Found => new(isConsistent, checks) { LeavesOpen = LeavesOpen };

    /// <summary>See <see cref="VerifyResult.LeavesOpen"/>. Default: false.</summary>
    public bool LeavesOpen { get; set; }

    /// <summary>Adds one check.</summary>
    /// <param name="holds">Whether it held.</param>
    /// <param name="check">What was expected and found, as a sentence.</param>
    public void Add(bool holds, FormattableString check)
    {
        isConsistent &= holds;
        checks.Add(check.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The buckets add up, and the chunks say what the totals say.</summary>
    /// <param name="rows">Buckets of the job.</param>
    /// <param name="chunkCount">How many chunks there are.</param>
    /// <param name="inserted">What the chunks inserted.</param>
    public void AddTotals(RowTotals rows, int chunkCount, long inserted)
    {
        Add(
            rows.IsBalanced,
            $"Buckets: read {rows.Read:N0}, inserted {rows.Inserted:N0}, updated {rows.Updated:N0}, unchanged {rows.Unchanged:N0}, duplicate {rows.Duplicate:N0}, rejected {rows.Rejected:N0}, filtered {rows.Filtered:N0}: {(rows.IsBalanced ? "they add up" : "they do not add up")}."
        );
        Add(
            inserted == rows.Inserted,
            $"Inserted: the totals say {rows.Inserted:N0}, the {chunkCount:N0} chunks say {inserted:N0}."
        );
    }

    /// <summary>The chunks are numbered 0, 1, 2 … in this order.</summary>
    public void AddNumbers(IReadOnlyList<long> numbers)
    {
        var isGapless = numbers.Select((number, index) => number == index).All(isNext => isNext);
        Add(isGapless, $"Chunks: {numbers.Count:N0}, {(isGapless ? "numbered without a gap" : "numbered with gaps")}.");
    }

    /// <summary>Every contact that a chunk inserted must be there still, whoever has changed it since.</summary>
    /// <param name="chunk">Number of the chunk.</param>
    /// <param name="inserted">How many it inserted.</param>
    /// <param name="found">How many of them are there.</param>
    /// <param name="where">Which ones, in brackets behind a blank, or empty.</param>
    public void AddChunkRows(long chunk, long inserted, long found, string where)
    {
        if (found != inserted)
        {
            Add(
                false,
                $"Chunk {chunk}: it inserted {inserted:N0} contacts{where}, {found:N0} are there; {inserted - found:N0} are missing."
            );
        }
    }

    /// <summary>Says that a job that was taken back has nothing to compare.</summary>
    public void AddUndone(long jobId) => Add(true, $"Job {jobId} has been undone; its contacts are not compared.");
}

using System.Diagnostics;
using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Pipeline;

/// <summary>Adds up the buckets and codes of a job, batch by batch in input order, starting from a checkpoint's totals.</summary>
sealed class TotalsCounter
{
    readonly long[] byOutcome = new long[Enum.GetValues<RowOutcome>().Length];
    readonly Dictionary<(string Code, CodeKind Kind, string? Field), long> byCode = [];
    long read;
    long blank;

    public TotalsCounter(JobTotals? start)
    {
        if (start is null)
        {
            return;
        }
        read = start.Rows.Read;
        blank = start.Rows.Blank;
        byOutcome[(int)RowOutcome.Inserted] = start.Rows.Inserted;
        byOutcome[(int)RowOutcome.Updated] = start.Rows.Updated;
        byOutcome[(int)RowOutcome.Unchanged] = start.Rows.Unchanged;
        byOutcome[(int)RowOutcome.DuplicateInFile] = start.Rows.DuplicateInFile;
        byOutcome[(int)RowOutcome.DuplicateInStore] = start.Rows.DuplicateInStore;
        byOutcome[(int)RowOutcome.Rejected] = start.Rows.Rejected;
        byOutcome[(int)RowOutcome.Filtered] = start.Rows.Filtered;
        foreach (var total in start.Codes)
        {
            byCode[(total.Code, total.Kind, total.Field)] = total.Count;
        }
    }

    /// <summary>The buckets so far.</summary>
    public RowTotals Rows =>
        new()
        {
            Read = read,
            Inserted = Of(RowOutcome.Inserted),
            Updated = Of(RowOutcome.Updated),
            Unchanged = Of(RowOutcome.Unchanged),
            DuplicateInFile = Of(RowOutcome.DuplicateInFile),
            DuplicateInStore = Of(RowOutcome.DuplicateInStore),
            Rejected = Of(RowOutcome.Rejected),
            Filtered = Of(RowOutcome.Filtered),
            Blank = blank,
        };

    /// <summary>Buckets and codes so far.</summary>
    public JobTotals Totals =>
        new(
            Rows,
            [
                .. byCode
                    .Select(entry => new CodeTotal(entry.Key.Code, entry.Key.Kind, entry.Key.Field, entry.Value))
                    .OrderBy(total => total.Code, StringComparer.Ordinal)
                    .ThenBy(total => total.Field, StringComparer.Ordinal)
                    .ThenBy(total => total.Kind),
            ]
        );

    /// <summary>Counts a batch that has been written. Every row must have its bucket by now.</summary>
    public void Add(RecordBatch batch)
    {
        read += batch.RowCount;
        blank += batch.BlankCount;
        foreach (var outcome in batch.Outcomes)
        {
            byOutcome[(int)outcome]++;
        }
        foreach (var (code, column, count) in batch.Counts.Entries)
        {
            Count(code.Name, code.Kind == CodeKind.Reject ? CodeKind.Warning : code.Kind, batch.Layout, column, count);
        }
        foreach (var reject in batch.Rejects)
        {
            Count(reject.Code.Name, CodeKind.Reject, batch.Layout, reject.Column, 1);
        }
        ThrowIfUnbalanced();
    }

    /// <summary>Moves rows that were undecided, and counted as inserted, to the duplicates.</summary>
    public void MoveToDuplicates(long count)
    {
        byOutcome[(int)RowOutcome.Inserted] -= count;
        byOutcome[(int)RowOutcome.DuplicateInFile] += count;
    }

    /// <summary>Fails the job when a record is in no bucket: nothing may be lost silently, whatever the reason.</summary>
    void ThrowIfUnbalanced()
    {
        if (byOutcome[(int)RowOutcome.Pending] != 0 || !Rows.IsBalanced)
        {
            throw new UnreachableException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The buckets do not add up: {Rows}, pending {byOutcome[0]}."
                )
            );
        }
    }

    long Of(RowOutcome outcome) => byOutcome[(int)outcome];

    void Count(string code, CodeKind kind, BatchLayout layout, int column, long count)
    {
        var field = column < 0 ? null : layout.Columns[column].Field?.Name ?? layout.Columns[column].Header;
        byCode[(code, kind, field)] = byCode.GetValueOrDefault((code, kind, field)) + count;
    }
}

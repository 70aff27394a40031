namespace Etl.Core.Diagnostics;

/// <summary>Counts per code and column. One per batch, added up in order by the one task that totals the job.</summary>
public sealed class CodeCounts
{
    readonly Dictionary<(int Code, int Column), long> counts = [];

    /// <summary>Adds <paramref name="count"/> to one code; <paramref name="column"/> is −1 for the whole record.</summary>
    public void Add(Code code, int column, long count = 1)
    {
        if (count != 0)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                counts,
                (code.Index, column),
                out _
            ) += count;
        }
    }

    /// <summary>Forgets everything, keeping the memory.</summary>
    public void Clear() => counts.Clear();

    /// <summary>All counts that are not zero.</summary>
    public IEnumerable<(Code Code, int Column, long Count)> Entries =>
        counts.Select(entry => (Codes.All[entry.Key.Code], entry.Key.Column, entry.Value));
}

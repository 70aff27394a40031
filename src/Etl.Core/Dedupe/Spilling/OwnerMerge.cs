namespace Etl.Core.Dedupe.Spilling;

/// <summary>Several ascending sequences of owned keys as one.</summary>
static class OwnerMerge
{
    /// <summary>All entries, ascending, each once.</summary>
    /// <param name="sources">Ascending sequences, a handful.</param>
    /// <param name="keepsAllOwners">False to keep the lowest owner of a key only.</param>
    public static IEnumerable<OwnedKey> Of(IReadOnlyList<IEnumerable<OwnedKey>> sources, bool keepsAllOwners)
    {
        var heads = sources.Select(source => source.GetEnumerator()).ToArray();
        try
        {
            foreach (var key in Merge([.. heads.Where(head => head.MoveNext())], keepsAllOwners))
            {
                yield return key;
            }
        }
        finally
        {
            // Whoever stops early gets the buffers back that they read through.
            Array.ForEach(heads, head => head.Dispose());
        }
    }

    static IEnumerable<OwnedKey> Merge(List<IEnumerator<OwnedKey>> heads, bool keepsAllOwners)
    {
        OwnedKey? last = null;
        while (heads.Count > 0)
        {
            var lowest = Lowest(heads);
            var key = heads[lowest].Current;
            if (last is not { } before || (keepsAllOwners ? key != before : key.Order != before.Order))
            {
                yield return key;
                last = key;
            }
            if (!heads[lowest].MoveNext())
            {
                heads.RemoveAt(lowest);
            }
        }
    }

    static int Lowest(List<IEnumerator<OwnedKey>> heads)
    {
        var lowest = 0;
        for (var head = 1; head < heads.Count; head++)
        {
            if (heads[head].Current.CompareTo(heads[lowest].Current) < 0)
            {
                lowest = head;
            }
        }
        return lowest;
    }
}

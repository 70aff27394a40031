namespace Etl.Core.Dedupe;

/// <summary>Which keys are brought near while rows are decided one after the other, so that looking them up does not wait.</summary>
public static class KeysAhead
{
    /// <summary>
    /// How many rows ahead, one row at a time: many at once, or earlier, and the places of their pages are forgotten when they are looked up.
    /// </summary>
    const int Rows = 6;

    /// <summary>The keys to bring near before a row is decided: those of a row further on, and before the first one all until there.</summary>
    /// <param name="keys">The keys of all rows of a batch.</param>
    /// <param name="keysPerRow">How many of them are a row's.</param>
    /// <param name="row">The row that is decided next, each in turn.</param>
    public static ReadOnlySpan<UInt128> Of(ReadOnlySpan<UInt128> keys, int keysPerRow, int row)
    {
        var first = row == 0 ? 0 : (row + Rows) * keysPerRow;
        var end = (row + Rows + 1) * keysPerRow;
        return keys[Math.Min(first, keys.Length)..Math.Min(end, keys.Length)];
    }
}

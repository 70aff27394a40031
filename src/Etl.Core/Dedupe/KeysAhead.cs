namespace Etl.Core.Dedupe;

/// <summary>Which keys are brought near while rows are decided one after the other, so that looking them up does not wait.</summary>
public static class KeysAhead
{
    /// <summary>
    /// How many rows ahead, one row at a time: many at once, or earlier, and the places of their pages are forgotten when they are looked up.
    /// </summary>
    const int Rows = 6;

    /// <summary>Rows whose keys are asked for at once, while as many are decided: requests wait for the places of their pages side by side.</summary>
    const int BurstRows = 8;

    /// <summary>The keys to bring near before a row is decided: those of a row further on, and before the first one all until there.</summary>
    /// <param name="keys">The keys of all rows of a batch.</param>
    /// <param name="keysPerRow">How many of them are a row's.</param>
    /// <param name="row">The row that is decided next, each in turn.</param>
    public static ReadOnlySpan<UInt128> Of(ReadOnlySpan<UInt128> keys, int keysPerRow, int row) =>
        Between(keys, keysPerRow, row == 0 ? 0 : row + Rows, row + Rows + 1);

    /// <summary>The same for a set of keys, whose look-ups are short: no keys before most rows, and before others those of several rows.</summary>
    /// <param name="keys">The keys of all rows of a batch.</param>
    /// <param name="keysPerRow">How many of them are a row's.</param>
    /// <param name="row">The row that is decided next, each in turn.</param>
    public static ReadOnlySpan<UInt128> InBursts(ReadOnlySpan<UInt128> keys, int keysPerRow, int row) =>
        row % BurstRows == 0 ? Between(keys, keysPerRow, row == 0 ? 0 : row + BurstRows, row + (2 * BurstRows)) : [];

    static ReadOnlySpan<UInt128> Between(ReadOnlySpan<UInt128> keys, int keysPerRow, int firstRow, int endRow) =>
        keys[Math.Min(firstRow * keysPerRow, keys.Length)..Math.Min(endRow * keysPerRow, keys.Length)];
}

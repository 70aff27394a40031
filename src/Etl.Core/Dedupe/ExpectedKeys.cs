namespace Etl.Core.Dedupe;

/// <summary>How many match keys a job will meet, as far as that can be foretold: room for them is made before it starts.</summary>
public static class ExpectedKeys
{
    /// <summary>Keys that are there and new, of all that the records could have: so it is in generated files of which a fifth are duplicates.</summary>
    const double NewShare = 0.6;

    /// <summary>Different keys of so many records.</summary>
    /// <param name="records">Records that will come, as far as known.</param>
    /// <param name="keysPerRecord">Keys that a record may have.</param>
    /// <param name="bytesMax">Most bytes that all keys may take.</param>
    /// <param name="bytesPerKey">Bytes that a key may take.</param>
    public static long Of(long records, int keysPerRecord, long bytesMax, int bytesPerKey) =>
        // Half the budget at most: an estimate must not take what the keys themselves may need.
        (long)Math.Min(records * keysPerRecord * NewShare, bytesMax / bytesPerKey / 2);
}

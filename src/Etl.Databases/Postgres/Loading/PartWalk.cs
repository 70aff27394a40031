namespace Etl.Databases.Postgres.Loading;

/// <summary>Goes through rows part by part, where the server refuses some of them.</summary>
static class PartWalk
{
    /// <summary>
    /// Rows tried at a time: an error costs at most so many rows, and a chunk at most some twenty attempts without one. Parts are
    /// halved by an error and doubled by success, so that they fit how close together the refused rows are.
    /// </summary>
    const int RowsMax = 1024;

    /// <summary>Goes through all of them.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="part">
    /// Takes a first row and the row behind the last one; returns null when it is done with them, or the end of a part to try in
    /// place of this one.
    /// </param>
    public static async ValueTask RunAsync(int count, Func<int, int, ValueTask<int?>> part)
    {
        var first = 0;
        var size = RowsMax;
        while (first < count)
        {
            var end = Math.Min(first + size, count);
            var isWhole = true;
            while (await part(first, end).ConfigureAwait(false) is { } nearer)
            {
                isWhole = false;
                end = nearer;
            }
            first = end;
            size = isWhole ? Math.Min(2 * size, RowsMax) : Math.Max(1, size / 2);
        }
    }

    /// <summary>The end of the lower half of a part.</summary>
    public static int Middle(int first, int end) => first + Math.Max(1, (end - first) / 2);
}

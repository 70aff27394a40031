using System.Globalization;

namespace Etl.Databases.Stores;

/// <summary>Points in time as stores write them.</summary>
static class StoreTime
{
    /// <summary>ISO 8601, UTC, to the second when it is a whole one.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Etl.Core.Contracts;

/// <summary>What an undo did. A job that it left contacts of can be undone again.</summary>
/// <param name="Removed">Inserted contacts that were removed.</param>
/// <param name="Restored">Updated contacts that were restored.</param>
/// <param name="LeftKeys">Keys of contacts that were left, because they changed since or others point at them (the first 1,000).</param>
/// <param name="Left">How many were left.</param>
public sealed record UndoResult(long Removed, long Restored, IReadOnlyList<string> LeftKeys, long Left)
{
    /// <summary>At most this many contacts that were left are named.</summary>
    public const int NamedMax = 1000;

    /// <summary>
    /// Numbers of the jobs that wrote contacts that were left, newest first. When these are undone, undoing the job again takes back
    /// the contacts, too. Empty when nobody but people changed them.
    /// </summary>
    public IReadOnlyList<long> LaterJobs { get; init; } = [];

    /// <summary>Those of the keys that are whole numbers.</summary>
    public IReadOnlyList<long> LeftIds =>
        [
            .. LeftKeys
                .Where(key => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                .Select(key => long.Parse(key, CultureInfo.InvariantCulture)),
        ];
}

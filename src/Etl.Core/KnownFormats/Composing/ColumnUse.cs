namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Which of the doubtful columns of an output hold a value. A file is begun without them; a column that a record needs is noted here by whichever worker meets it, and the
/// job starts over with it. In the end exactly those are written that some record needs. Safe for several workers.
/// </summary>
public sealed class ColumnUse
{
    readonly Lock guard = new();
    readonly HashSet<string> wanted = new(StringComparer.Ordinal);
    readonly HashSet<string> missing = new(StringComparer.Ordinal);
    volatile bool hasMissing;

    /// <summary>True when a record has a value for a column that the file does not have.</summary>
    public bool HasMissing => hasMissing;

    /// <summary>True for a column that a record needs.</summary>
    public bool IsWanted(string header) => wanted.Contains(header);

    /// <summary>Notes that a record needs a column that the file does not have.</summary>
    public void Miss(string header)
    {
        lock (guard)
        {
            missing.Add(header);
            hasMissing = true;
        }
    }

    /// <summary>Makes the missing columns wanted ones, before the job starts over. No worker runs.</summary>
    public void StartOver()
    {
        lock (guard)
        {
            wanted.UnionWith(missing);
            missing.Clear();
            hasMissing = false;
        }
    }
}

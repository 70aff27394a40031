namespace Etl.Databases.Postgres.Encoders;

/// <summary>Holds the halves of surrogate pairs in JSON escapes against each other.</summary>
struct JsonSurrogates
{
    /// <summary>True when a high half waits for its low one.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Takes the next UTF-16 unit; false when it does not follow the one before it.</summary>
    public bool TryAdd(int unit)
    {
        var isLow = unit is >= 0xDC00 and <= 0xDFFF;
        if (isLow != IsOpen)
        {
            return false;
        }
        IsOpen = unit is >= 0xD800 and <= 0xDBFF;
        return true;
    }
}

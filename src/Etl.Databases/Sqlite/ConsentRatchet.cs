namespace Etl.Databases.Sqlite;

/// <summary>Consent moves towards unsubscribed only: says which stored states an update may not take back.</summary>
static class ConsentRatchet
{
    /// <summary>True when a stored contact must not be written to any more.</summary>
    public static bool IsUnsubscribed(ReadOnlySpan<byte> consent)
    {
        Span<byte> folded = stackalloc byte[16];
        var length = 0;
        foreach (var item in consent)
        {
            if (item is (byte)' ' or (byte)'-' or (byte)'_')
            {
                continue;
            }
            if (length == folded.Length)
            {
                return false;
            }
            folded[length++] = item is >= (byte)'A' and <= (byte)'Z' ? (byte)(item + 32) : item;
        }
        var text = folded[..length];
        return text.SequenceEqual("unsubscribed"u8)
            || text.SequenceEqual("optout"u8)
            || text.SequenceEqual("optedout"u8)
            || text.SequenceEqual("no"u8)
            || text.SequenceEqual("false"u8)
            || text.SequenceEqual("0"u8)
            || text.SequenceEqual("cleaned"u8)
            || text.SequenceEqual("complained"u8)
            || text.SequenceEqual("donotcontact"u8);
    }
}

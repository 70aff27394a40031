using System.Text;

namespace Etl.Databases.Stores;

/// <summary>Consent moves towards unsubscribed only: says which stored states an update may not take back.</summary>
static class ConsentRatchet
{
    /// <summary>States that mean "do not write": lower case, without spaces, hyphens and underscores.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        "unsubscribed",
        "optout",
        "optedout",
        "no",
        "false",
        "0",
        "cleaned",
        "complained",
        "donotcontact",
    ];

    static readonly byte[][] words = [.. Words.Select(Encoding.ASCII.GetBytes)];

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
        foreach (var word in words)
        {
            if (folded[..length].SequenceEqual(word))
            {
                return true;
            }
        }
        return false;
    }
}

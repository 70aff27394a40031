using System.Text;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>The length of varchar(n) and char(n).</summary>
static class TextLimit
{
    /// <summary>
    /// Cuts spaces beyond <paramref name="lengthMax"/> code points, as SQL asks; false when something else stands there.
    /// </summary>
    public static bool TryFit(ref ReadOnlySpan<byte> utf8, int lengthMax)
    {
        // A code point has at least one byte, so most texts fit by their length in bytes alone.
        if (utf8.Length <= lengthMax)
        {
            return true;
        }
        var end = 0;
        for (var count = 0; count < lengthMax && end < utf8.Length; count++)
        {
            Rune.DecodeFromUtf8(utf8[end..], out _, out var length);
            end += length;
        }
        if (utf8[end..].ContainsAnyExcept((byte)' '))
        {
            return false;
        }
        utf8 = utf8[..end];
        return true;
    }
}

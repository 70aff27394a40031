using System.Text;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// Finds the words that dates and times may be. Those that mean another moment on each day (<c>now</c>, <c>today</c>) are not taken.
/// </summary>
static class MomentWords
{
    /// <summary>True when the text is one of the words, in any case.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out MomentWord word)
    {
        word = default;
        // Nearly every value starts with a digit.
        if (text.IsEmpty || text[0] is >= (byte)'0' and <= (byte)'9')
        {
            return false;
        }
        if (Ascii.EqualsIgnoreCase(text, "infinity"u8))
        {
            word = MomentWord.Infinity;
            return true;
        }
        if (Ascii.EqualsIgnoreCase(text, "-infinity"u8))
        {
            word = MomentWord.MinusInfinity;
            return true;
        }
        word = MomentWord.Epoch;
        return Ascii.EqualsIgnoreCase(text, "epoch"u8);
    }
}

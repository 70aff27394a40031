using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Tells initials: a letter and a dot each.</summary>
static class Initials
{
    /// <summary>Number of initials of a word such as <c>J.R.R.</c>; 0 when it is something else.</summary>
    public static int Count(ReadOnlySpan<byte> word)
    {
        var count = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            if (word.Length <= length || word[length] != '.' || !Rune.IsUpper(rune))
            {
                return 0;
            }
            word = word[(length + 1)..];
            count++;
        }
        return count;
    }

    /// <summary>True for a Roman number in capitals, of two letters or more: <c>VIII</c>.</summary>
    public static bool IsNumeral(ReadOnlySpan<byte> word) => word.Length > 1 && !word.ContainsAnyExcept("IVX"u8);

    /// <summary>True for two or three capitals without a vowel, which no name is: <c>JFK</c>.</summary>
    public static bool AreBare(ReadOnlySpan<byte> word) =>
        word.Length is 2 or 3 && !word.ContainsAnyExceptInRange((byte)'A', (byte)'Z') && !word.ContainsAny("AEIOUY"u8);

    /// <summary>True for one capital of the Latin alphabet, with a dot or without.</summary>
    public static bool IsOne(ReadOnlySpan<byte> word) =>
        word is [>= (byte)'A' and <= (byte)'Z'] or [>= (byte)'A' and <= (byte)'Z', (byte)'.'];
}

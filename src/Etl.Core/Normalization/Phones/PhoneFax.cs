using System.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>Tells the fax numbers among the numbers of a cell by the word before them.</summary>
static class PhoneFax
{
    /// <summary>True when a number has the word Fax, Telefax or F before it, or that of another language.</summary>
    public static bool IsFax(ReadOnlySpan<byte> text)
    {
        var number = text.IndexOfAny("+(0123456789"u8);
        var words = text[..Math.Max(number, 0)].TrimEnd(" .:-\t"u8);
        var word = words[(words.LastIndexOfAny(" .:-,;/|"u8) + 1)..];
        return Ascii.EqualsIgnoreCase(word, "fax"u8)
            || Ascii.EqualsIgnoreCase(word, "telefax"u8)
            || Ascii.EqualsIgnoreCase(word, "f"u8)
            || Ascii.EqualsIgnoreCase(word, "faks"u8)
            || word.SequenceEqual("факс"u8)
            || word.SequenceEqual("Факс"u8)
            || word.SequenceEqual("传真"u8)
            || word.SequenceEqual("傳真"u8)
            || word.SequenceEqual("팩스"u8);
    }
}

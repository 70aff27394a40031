using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Phones;

/// <summary>The digit of a label that counts the numbers of a person, <c>Tel1:</c> and <c>Phone 2:</c>, which is no part of a number.</summary>
static class PhoneLabelCount
{
    /// <summary>Puts a space in place of every such digit.</summary>
    public static void Blank(CellEdit cell)
    {
        for (var at = NextOf(cell.Value, 0); at > 0; at = NextOf(cell.Value, at + 1))
        {
            var output = cell.RentOutput(cell.Value.Length);
            cell.Value.CopyTo(output);
            output[at] = (byte)' ';
            cell.KeepOutput(cell.Value.Length);
            cell.Note(Codes.PhoneTextRemoved);
        }
    }

    // The place of the first such digit; −1 when there is none.
    static int NextOf(ReadOnlySpan<byte> value, int start)
    {
        for (var at = Math.Max(1, start); at < value.Length; at++)
        {
            if (value[at] == ':' && char.IsAsciiDigit((char)value[at - 1]) && EndsInLabel(value[..(at - 1)]))
            {
                return at - 1;
            }
        }
        return -1;
    }

    static bool EndsInLabel(ReadOnlySpan<byte> text)
    {
        var end = text.TrimEnd(" ."u8).Length;
        var start = end;
        while (start > 0 && (char.IsAsciiLetter((char)text[start - 1]) || text[start - 1] >= 0x80))
        {
            start--;
        }
        return start < end && PhoneWords.KindOf(text[start..end]) == PhoneWordKind.Label;
    }
}

using Etl.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Whether a whole address says only what its parts say.</summary>
static class WholeAddress
{
    /// <summary>True when each word of the whole address is a word of one of the parts, case of ASCII letters aside.</summary>
    public static bool IsSaid(ReadOnlySpan<byte> whole, RowCells cells, int row, int[] parts)
    {
        while (TryTakeWord(ref whole, out var word))
        {
            if (!IsInAny(word, cells, row, parts))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsInAny(ReadOnlySpan<byte> word, RowCells cells, int row, int[] parts)
    {
        foreach (var part in parts)
        {
            var rest = cells.Value(row, part);
            while (TryTakeWord(ref rest, out var other))
            {
                if (AsciiCase.EqualsIgnoreCase(word, other))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Takes the next run of ASCII letters and digits and of other characters beyond ASCII.</summary>
    static bool TryTakeWord(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        var start = 0;
        while (start < text.Length && !IsInWord(text[start]))
        {
            start++;
        }
        var end = start;
        while (end < text.Length && IsInWord(text[end]))
        {
            end++;
        }
        word = text[start..end];
        text = text[end..];
        return !word.IsEmpty;
    }

    static bool IsInWord(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);
}

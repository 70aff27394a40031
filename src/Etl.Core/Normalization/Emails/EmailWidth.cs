using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Writes the characters of full width in e-mail addresses as those of ASCII, and the full stops of East Asian scripts as dots. A
/// display name beside an address stays as it is.
/// </summary>
static class EmailWidth
{
    /// <summary>Narrows every word of the value that holds an @ of either width.</summary>
    public static void Narrow(CellEdit cell)
    {
        var value = cell.Value;
        if (!value.Contains(WidthFold.Lead) && value.IndexOf("。"u8) < 0)
        {
            return;
        }
        var output = cell.RentOutput(value.Length);
        var count = 0;
        for (var at = 0; at < value.Length; )
        {
            var length = WordLength(value[at..]);
            count += Write(value.Slice(at, length), output[count..]);
            at += length;
        }
        if (count < value.Length)
        {
            cell.Note(Codes.EmailNarrowed);
            cell.KeepOutput(count);
        }
    }

    // What stands between two separators, or one separator.
    static int WordLength(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        while (length < rest.Length)
        {
            var separator = SeparatorLength(rest[length..]);
            if (separator > 0)
            {
                return Math.Max(length, length == 0 ? separator : 0);
            }
            length++;
        }
        return length;
    }

    static int SeparatorLength(ReadOnlySpan<byte> rest) =>
        rest[0] switch
        {
            <= (byte)' ' or (byte)';' or (byte)',' or (byte)'<' or (byte)'>' or (byte)'"' => 1,
            0xE3 when rest.StartsWith("\u3000"u8) || rest.StartsWith("、"u8) => 3,
            WidthFold.Lead when WidthFold.At(rest) is ';' or ',' or '<' or '>' or '"' => WidthFold.Length,
            _ => 0,
        };

    static int Write(ReadOnlySpan<byte> word, Span<byte> output)
    {
        if (!word.Contains((byte)'@') && word.IndexOf("＠"u8) < 0 && WidthFold.At(word) is not ('<' or '>' or '"'))
        {
            word.CopyTo(output);
            return word.Length;
        }
        var count = 0;
        for (var at = 0; at < word.Length; )
        {
            var narrow = IsFullStop(word[at..]) ? '.' : WidthFold.At(word[at..]);
            output[count++] = narrow < 0 ? word[at] : (byte)narrow;
            at += narrow < 0 ? 1 : WidthFold.Length;
        }
        return count;
    }

    // The dots that a domain may be written with (RFC 3490, section 3.1).
    static bool IsFullStop(ReadOnlySpan<byte> text) => text.StartsWith("。"u8) || text.StartsWith("｡"u8);
}

using System.Buffers;
using Etl.Text.Lists;

namespace Etl.Core.Normalization.TagLists;

/// <summary>
/// Takes the labels of a list one after the other, whatever divides them: <c>; | , :::</c>, their forms in Chinese and Japanese, line breaks. A label in
/// quotes, with nothing but spaces up to the next of these, is one label, whatever it holds.
/// </summary>
ref struct TagScan(ReadOnlySpan<byte> value)
{
    // Bytes of a separator of full width, and of three colons.
    const int LongLength = 3;

    /// <summary>Separators, or the first byte of one.</summary>
    static readonly SearchValues<byte> separators = SearchValues.Create([.. ";|,:\n"u8, 0xE3, 0xEF]);

    readonly ReadOnlySpan<byte> value = value;
    int next;

    /// <summary>The label as it is written, with its quotes.</summary>
    public ReadOnlySpan<byte> Label { get; private set; }

    /// <summary>True when it stands in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Where the separator behind it lies; the value's length behind the last one.</summary>
    public int End { get; private set; }

    /// <summary>True when the value may hold more than one label.</summary>
    public static bool HasSeparator(ReadOnlySpan<byte> value) =>
        value.IndexOfAny(separators) is var first and >= 0 && Find(value, first, out _) >= 0;

    /// <summary>Goes to the next label; false behind the last one.</summary>
    public bool TryNext()
    {
        if (next >= value.Length)
        {
            return false;
        }
        var start = next;
        if (TryQuoted(start))
        {
            return true;
        }
        IsQuoted = false;
        var end = Find(value, start, out var length);
        End = end < 0 ? value.Length : end;
        Label = value[start..End];
        next = End + length;
        return true;
    }

    bool TryQuoted(int start)
    {
        while (start < value.Length && value[start] == ' ')
        {
            start++;
        }
        var length = ListText.QuotedLength(value[start..]);
        if (length < 0)
        {
            return false;
        }
        var end = start + length;
        while (end < value.Length && value[end] == ' ')
        {
            end++;
        }
        var separatorLength = end == value.Length ? 0 : SeparatorLength(value[end..]);
        if (separatorLength == 0 && end < value.Length)
        {
            return false;
        }
        (IsQuoted, End, next) = (true, end, end + separatorLength);
        Label = value.Slice(start, length);
        return true;
    }

    static int Find(ReadOnlySpan<byte> value, int start, out int length)
    {
        for (var at = start; value[at..].IndexOfAny(separators) is var found and >= 0; at++)
        {
            at += found;
            length = SeparatorLength(value[at..]);
            if (length > 0)
            {
                return at;
            }
        }
        length = 0;
        return -1;
    }

    /// <summary>Length of the separator that a text begins with, or 0.</summary>
    static int SeparatorLength(ReadOnlySpan<byte> text) =>
        text[0] switch
        {
            (byte)';' or (byte)'|' or (byte)',' or (byte)'\n' => 1,
            (byte)':' => text.StartsWith(":::"u8) ? LongLength : 0,
            0xE3 => text.StartsWith("、"u8) ? LongLength : 0,
            0xEF => text.StartsWith("，"u8) || text.StartsWith("；"u8) ? LongLength : 0,
            _ => 0,
        };
}

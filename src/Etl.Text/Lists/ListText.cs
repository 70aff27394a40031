using System.Buffers;

namespace Etl.Text.Lists;

/// <summary>
/// The one form that a list of texts has inside a cell: elements with semicolons between (<c>VIP;Blog</c>). An element that could be read as
/// something else stands in quotes, its own quotes doubled, as RFC 4180 has it for cells (<c>"Kunden, Nord";VIP</c>); so does an empty one. Nothing
/// between two semicolons is an element that is NULL, and a semicolon at the end divides nothing: every list but the empty one has a text of its own,
/// and reading it gives the list again. Spaces around an element do not count.
/// </summary>
public static class ListText
{
    /// <summary>Stands between elements.</summary>
    public const byte Separator = (byte)';';

    const byte Quote = (byte)'"';

    /// <summary>Begins, or may begin, what divides lists somewhere: separators, line breaks (U+0085, U+2028 and U+2029, too) and those of full width.</summary>
    static readonly SearchValues<byte> dividing = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(value => (byte)value),
        .. ";|,:"u8,
        0xC2,
        0xE2,
        0xE3,
        0xEF,
    ]);

    /// <summary>The longest that an element of <paramref name="length"/> bytes becomes.</summary>
    public static int LengthMax(int length) => 2 * length + 2;

    /// <summary>Writes one element and returns its length.</summary>
    /// <param name="element">The element.</param>
    /// <param name="output">Room for <see cref="LengthMax"/> bytes.</param>
    public static int Write(ReadOnlySpan<byte> element, Span<byte> output)
    {
        if (!NeedsQuotes(element))
        {
            element.CopyTo(output);
            return element.Length;
        }
        var length = 0;
        output[length++] = Quote;
        foreach (var value in element)
        {
            if (value == Quote)
            {
                output[length++] = Quote;
            }
            output[length++] = value;
        }
        output[length++] = Quote;
        return length;
    }

    /// <summary>
    /// True for an element that is empty, has spaces around it, holds what divides lists in some file (<c>; | , :::</c>, their forms of full width, line
    /// breaks, controls), or begins like a quoted one, an array of JSON or one of PostgreSQL.
    /// </summary>
    public static bool NeedsQuotes(ReadOnlySpan<byte> element) =>
        element.IsEmpty
        || element[0] == ' '
        || element[^1] == ' '
        || BeginsOddly(element)
        || (element.IndexOfAny(dividing) is var first and >= 0 && HoldsDivider(element[first..]));

    /// <summary>Takes the next element off a list; false at its end.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out ListElement element)
    {
        if (rest.IsEmpty)
        {
            element = default;
            return false;
        }
        var text = rest.TrimStart((byte)' ');
        var length = QuotedLength(text);
        if (length > 0)
        {
            var behind = text[length..].TrimStart((byte)' ');
            if (behind.IsEmpty || behind[0] == Separator)
            {
                element = new ListElement(text[..length], isQuoted: true);
                rest = behind.IsEmpty ? behind : behind[1..];
                return true;
            }
        }
        var end = text.IndexOf(Separator);
        element = new ListElement((end < 0 ? text : text[..end]).TrimEnd((byte)' '), isQuoted: false);
        rest = end < 0 ? default : text[(end + 1)..];
        return true;
    }

    /// <summary>True when a list has the element.</summary>
    public static bool Holds(ReadOnlySpan<byte> list, in ListElement element)
    {
        while (TryTake(ref list, out var other))
        {
            if (other.IsSame(element))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Length of the quoted text, quotes included, that a text begins with; −1 when it begins with none that ends.</summary>
    public static int QuotedLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != Quote)
        {
            return -1;
        }
        for (var at = 1; text[at..].IndexOf(Quote) is var next and >= 0; at += next + 2)
        {
            var end = at + next;
            if (end + 1 == text.Length || text[end + 1] != Quote)
            {
                return end + 1;
            }
        }
        return -1;
    }

    /// <summary>A quote that is not closed before the element's end; what is an array of JSON or of PostgreSQL when it stands alone.</summary>
    static bool BeginsOddly(ReadOnlySpan<byte> element) =>
        element[0] switch
        {
            Quote => QuotedLength(element) is var length && (length < 0 || length == element.Length),
            (byte)'{' => true,
            (byte)'[' => element[1..].TrimStart((byte)' ')
                is [Quote or (byte)']' or (>= (byte)'0' and <= (byte)'9'), ..],
            _ => false,
        };

    static bool HoldsDivider(ReadOnlySpan<byte> text)
    {
        for (var at = 0; text[at..].IndexOfAny(dividing) is var next and >= 0; at++)
        {
            at += next;
            if (text[at] is < (byte)' ' or (byte)';' or (byte)'|' or (byte)',' || IsLongDivider(text[at..]))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsLongDivider(ReadOnlySpan<byte> text) =>
        text.StartsWith(":::"u8)
        || text.StartsWith("、"u8)
        || text.StartsWith("，"u8)
        || text.StartsWith("；"u8)
        || text.StartsWith("\u0085"u8)
        || text.StartsWith("\u2028"u8)
        || text.StartsWith("\u2029"u8);
}

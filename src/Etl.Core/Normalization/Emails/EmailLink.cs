using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>The link of HTML around an address: <c>&lt;a href="mailto:ann@example.com"&gt;Ann&lt;/a&gt;</c>.</summary>
static class EmailLink
{
    static ReadOnlySpan<byte> MailTo => "mailto:"u8;

    /// <summary>Where the address stands in a tag, without <c>mailto:</c> and the query behind it; empty for a tag that is no such link.</summary>
    /// <param name="tag">What stands between &lt; and &gt;.</param>
    public static FieldSpan TargetOf(ReadOnlySpan<byte> tag)
    {
        if (tag.Length < MailTo.Length || (tag[0] | 0x20) != 'a' || tag[1] != ' ')
        {
            return default;
        }
        var mark = tag.IndexOf(MailTo);
        if (mark < 0)
        {
            return default;
        }
        var start = mark + MailTo.Length;
        var end = tag[start..].IndexOfAny("\"'? "u8);
        return new FieldSpan(start, end < 0 ? tag.Length - start : end);
    }

    /// <summary>Length of the text that the link shows and of the tag that closes it; 0 when none does.</summary>
    public static int EndOf(ReadOnlySpan<byte> text)
    {
        var close = "</a>"u8;
        var end = text.IndexOf(close);
        return end < 0 || text[..end].Contains((byte)'<') ? 0 : end + close.Length;
    }
}

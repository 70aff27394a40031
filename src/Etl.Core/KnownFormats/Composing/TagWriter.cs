using System.Text;
using Etl.Text.Lists;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Tags as another program writes its lists. A tag that its program would take for several is left out, because what it would make of it are tags
/// that nobody gave; where no other is left the program has no way to write the value.
/// </summary>
sealed class TagWriter : IValueWriter
{
    const byte Quote = (byte)'"';

    readonly byte[] between;
    readonly byte[][] dividers;
    readonly bool isQuoted;
    readonly bool hasStars;

    TagWriter(string between, string[] dividers, bool isQuoted = false, bool hasStars = false)
    {
        this.between = Encoding.UTF8.GetBytes(between);
        this.dividers = [.. dividers.Select(Encoding.UTF8.GetBytes)];
        this.isQuoted = isQuoted;
        this.hasStars = hasStars;
    }

    static ReadOnlySpan<byte> Star => "* "u8;

    /// <summary>Each tag in quotes, with a comma between, as Mailchimp has it: any tag can be written.</summary>
    public static TagWriter Quoted { get; } = new(",", [], isQuoted: true);

    /// <summary>Labels with spaces and a separator between, as Google has it, and a star at those that it makes itself.</summary>
    public static TagWriter Labels(string separator) => new($" {separator} ", [separator], hasStars: true);

    /// <summary>Semicolons between, as HubSpot has it. Without <paramref name="hasCommas"/> a comma divides tags, too, as in Outlook.</summary>
    public static TagWriter Semicolons(bool hasCommas) => new(";", hasCommas ? [";"] : [";", ","]);

    /// <inheritdoc/>
    public int LengthMax(int length) => 2 * (length + 1) * Math.Max(3, between.Length);

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var length = 0;
        var hasTags = false;
        while (ListText.TryTake(ref value, out var tag))
        {
            var start = hasTags ? length + between.Length : length;
            var written = tag.IsNull ? -1 : Write(tag, output[start..]);
            if (written >= 0)
            {
                between.AsSpan(0, start - length).CopyTo(output[length..]);
                length = start + written;
                hasTags = true;
            }
        }
        return hasTags ? length : -1;
    }

    /// <inheritdoc/>
    public bool Shortens(ReadOnlySpan<byte> value)
    {
        while (dividers.Length > 0 && ListText.TryTake(ref value, out var tag))
        {
            if (!tag.IsNull && !IsWritable(tag.Inner))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Length of the tag as it was written; −1 when the program would take it for something else.</summary>
    int Write(in ListElement tag, Span<byte> output)
    {
        if (isQuoted)
        {
            return WriteQuoted(tag, output);
        }
        if (!IsWritable(tag.Inner))
        {
            return -1;
        }
        var mark = hasStars && IsOfGoogle(tag.Inner) ? Star : [];
        mark.CopyTo(output);
        return mark.Length + tag.Read(output[mark.Length..]);
    }

    /// <summary>False for a tag that would be divided, or that would lose a star.</summary>
    bool IsWritable(ReadOnlySpan<byte> inner)
    {
        foreach (var divider in dividers)
        {
            if (inner.IndexOf(divider) >= 0)
            {
                return false;
            }
        }
        return !hasStars || !inner.StartsWith(Star);
    }

    /// <summary>Labels that Google makes itself carry a star; without it they would be made again as ordinary ones.</summary>
    static bool IsOfGoogle(ReadOnlySpan<byte> tag) =>
        tag.SequenceEqual("myContacts"u8) || tag.SequenceEqual("starred"u8);

    static int WriteQuoted(in ListElement tag, Span<byte> output)
    {
        var length = tag.Read(output[1..]);
        var quotes = output.Slice(1, length).Count(Quote);
        output[0] = Quote;
        output[length + quotes + 1] = Quote;
        // From the end, so that nothing is overwritten that is still to be moved.
        for (var (from, to) = (length, length + quotes); from > 0; from--)
        {
            output[to--] = output[from];
            if (output[from] == Quote)
            {
                output[to--] = Quote;
            }
        }
        return length + quotes + 2;
    }
}

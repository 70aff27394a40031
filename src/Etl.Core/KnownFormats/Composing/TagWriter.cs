using System.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>Tags that are divided by semicolons, as another program writes its lists.</summary>
/// <param name="separator">What stands between, with a space on either side; null for tags in quotes with a comma between.</param>
sealed class TagWriter(string? separator) : IValueWriter
{
    static readonly byte[] star = Encoding.UTF8.GetBytes("* ");

    readonly byte[] between = Encoding.UTF8.GetBytes(separator is null ? "," : $" {separator} ");
    readonly bool isQuoted = separator is null;

    /// <inheritdoc/>
    public int LengthMax(int length) => 2 * (length + 1) * Math.Max(3, between.Length);

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var length = 0;
        foreach (var range in value.Split((byte)';'))
        {
            if (length > 0)
            {
                between.CopyTo(output[length..]);
                length += between.Length;
            }
            length += isQuoted ? Quote(value[range], output[length..]) : Mark(value[range], output[length..]);
        }
        return length;
    }

    static int Quote(ReadOnlySpan<byte> tag, Span<byte> output)
    {
        var length = 0;
        output[length++] = (byte)'"';
        foreach (var letter in tag)
        {
            if (letter == '"')
            {
                output[length++] = letter;
            }
            output[length++] = letter;
        }
        output[length++] = (byte)'"';
        return length;
    }

    /// <summary>Labels that Google makes itself carry a star; without it they would be made again as ordinary ones.</summary>
    static int Mark(ReadOnlySpan<byte> tag, Span<byte> output)
    {
        var mark = tag.SequenceEqual("myContacts"u8) || tag.SequenceEqual("starred"u8) ? star : [];
        mark.CopyTo(output);
        tag.CopyTo(output[mark.Length..]);
        return mark.Length + tag.Length;
    }
}

using System.Text.Json;

namespace Etl.Core.Normalization.TagLists;

/// <summary>
/// Lists whose labels stand in quotes: <c>"VIP","Blog"</c>, as Mailchimp writes them, and arrays of JSON, <c>["VIP","Blog"]</c>.
/// </summary>
static class QuotedTags
{
    const byte Separator = (byte)';';

    /// <summary>True for a text that may be such a list, by its first byte.</summary>
    public static bool MayBe(ReadOnlySpan<byte> value) => value[0] is (byte)'"' or (byte)'[';

    /// <summary>Writes the labels with semicolons between; false when the text is no such list.</summary>
    /// <param name="value">The text, without white space around it.</param>
    /// <param name="output">As long as the text.</param>
    /// <param name="length">Bytes written; 0 for a list without labels.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> output, out int length) =>
        value[0] == '[' ? TryReadArray(value, output, out length) : TryReadQuoted(value, output, out length);

    static bool TryReadQuoted(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        while (true)
        {
            if (value.IsEmpty || value[0] != '"')
            {
                return false;
            }
            value = value[1..];
            while (value.IndexOf((byte)'"') is var end)
            {
                if (end < 0)
                {
                    return false;
                }
                value[..end].CopyTo(output[length..]);
                length += end;
                value = value[(end + 1)..];
                if (value.IsEmpty || value[0] != '"')
                {
                    break;
                }
                output[length++] = (byte)'"';
                value = value[1..];
            }
            value = value.TrimStart((byte)' ');
            if (value.IsEmpty)
            {
                return true;
            }
            if (value[0] is not ((byte)',' or (byte)';' or (byte)'|'))
            {
                return false;
            }
            output[length++] = Separator;
            value = value[1..].TrimStart((byte)' ');
        }
    }

    static bool TryReadArray(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        // [VIP] is a label in brackets; failing readers are slow.
        if (
            value[1..].TrimStart((byte)' ') is not [(byte)'"' or (byte)']' or (>= (byte)'0' and <= (byte)'9'), ..]
            || value[^1] != ']'
        )
        {
            return false;
        }
        var reader = new Utf8JsonReader(value);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
                {
                    return false;
                }
                if (length > 0)
                {
                    output[length++] = Separator;
                }
                length +=
                    reader.TokenType == JsonTokenType.String
                        ? reader.CopyString(output[length..])
                        : Copy(reader.ValueSpan, output[length..]);
            }
            return reader.TokenType == JsonTokenType.EndArray && !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    static int Copy(ReadOnlySpan<byte> text, Span<byte> output)
    {
        text.CopyTo(output);
        return text.Length;
    }
}

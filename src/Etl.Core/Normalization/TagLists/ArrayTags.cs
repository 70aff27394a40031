using System.Text.Json;
using Etl.Text.Lists;

namespace Etl.Core.Normalization.TagLists;

/// <summary>Lists that stand in a cell as an array: of JSON, <c>["VIP","Blog"]</c>, or of PostgreSQL in one dimension, <c>{VIP,"a b"}</c>.</summary>
static class ArrayTags
{
    /// <summary>True for a text that may be such a list, by its ends.</summary>
    public static bool MayBe(ReadOnlySpan<byte> value) =>
        value is [(byte)'[', .., (byte)']'] or [(byte)'{', .., (byte)'}'];

    /// <summary>Bytes of room that <see cref="TryRead"/> needs.</summary>
    public static int LengthMax(int length) => ListText.LengthMax(length) + 4 * length;

    /// <summary>Writes the labels as <see cref="ListText"/>; false when the text is no such list.</summary>
    /// <param name="value">The text, without white space around it.</param>
    /// <param name="output">Room for <see cref="LengthMax"/> bytes.</param>
    /// <param name="length">Bytes written; 0 for a list without labels.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        // The end of the room is for one label at a time.
        var label = output[^value.Length..];
        return value[0] == '['
            ? TryReadJson(value, output, label, out length)
            : TryReadLiteral(value, output, label, out length);
    }

    static bool TryReadJson(ReadOnlySpan<byte> value, Span<byte> output, Span<byte> label, out int length)
    {
        length = 0;
        // [VIP] is a label in brackets; failing readers are slow.
        if (value[1..].TrimStart((byte)' ') is not [(byte)'"' or (byte)']' or (>= (byte)'0' and <= (byte)'9'), ..])
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
                Add(
                    reader.TokenType == JsonTokenType.String ? label[..reader.CopyString(label)] : reader.ValueSpan,
                    output,
                    ref length
                );
            }
            return reader.TokenType == JsonTokenType.EndArray && !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    static bool TryReadLiteral(ReadOnlySpan<byte> value, Span<byte> output, Span<byte> label, out int length)
    {
        length = 0;
        var literal = new ArrayLiteral(value);
        while (literal.TryRead(label, out var labelLength))
        {
            Add(label[..Math.Max(0, labelLength)], output, ref length);
        }
        return !literal.IsRefused;
    }

    static void Add(ReadOnlySpan<byte> label, Span<byte> output, ref int length)
    {
        if (length > 0)
        {
            output[length++] = ListText.Separator;
        }
        length += ListText.Write(label, output[length..]);
    }
}

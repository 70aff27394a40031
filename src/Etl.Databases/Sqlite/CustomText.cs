using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Etl.Databases.Sqlite;

/// <summary>Stored JSON values as text and in the store's own spelling, over a buffer that is used again.</summary>
sealed class CustomText
{
    byte[] scratch = new byte[1024];

    /// <summary>
    /// A value as text, valid until the next call: of texts what they say, nothing for null, and numbers and truth values as they are written. Objects
    /// and lists, which Etl itself never stores, are indented, and allocate.
    /// </summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => Unescaped(ref reader),
            JsonTokenType.Null => default,
            JsonTokenType.StartObject or JsonTokenType.StartArray => Encoding.UTF8.GetBytes(
                JsonNode.Parse(value)!.ToString()
            ),
            _ => reader.ValueSpan,
        };
    }

    /// <summary>Writes a value without white space and with the writer's own escapes; numbers stay as they are written.</summary>
    public void Copy(ReadOnlySpan<byte> value, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(value);
        while (reader.Read())
        {
            CopyToken(ref reader, writer);
        }
    }

    void CopyToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(Unescaped(ref reader));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Unescaped(ref reader));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    ReadOnlySpan<byte> Unescaped(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }
        if (scratch.Length < reader.ValueSpan.Length)
        {
            scratch = new byte[2 * reader.ValueSpan.Length];
        }
        return scratch.AsSpan(0, reader.CopyString(scratch));
    }
}

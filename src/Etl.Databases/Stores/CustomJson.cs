using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Etl.Core.Batches;

namespace Etl.Databases.Stores;

/// <summary>Writes the custom fields of rows as JSON objects of texts, and of numbers and truth values where a field has such a type. One per worker; the result lives until the next row.</summary>
sealed class CustomJson
{
    /// <summary>Escapes what JSON asks for and nothing more, so that values stay readable in the store.</summary>
    public static readonly JavaScriptEncoder Escaping = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    readonly ArrayBufferWriter<byte> json = new();
    readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { Encoder = Escaping });

    /// <summary>The custom fields of a row that have a value; empty when none has.</summary>
    public ReadOnlySpan<byte> Write(RecordBatch batch, int row, ReadOnlySpan<CustomField> customs)
    {
        if (!HasValue(batch, row, customs))
        {
            return default;
        }
        json.ResetWrittenCount();
        writer.Reset(json);
        writer.WriteStartObject();
        foreach (ref readonly var custom in customs)
        {
            var value = batch.Value(row, custom.Column);
            if (!value.IsEmpty)
            {
                if (custom.IsScalar(value))
                {
                    writer.WritePropertyName(custom.EncodedName);
                    writer.WriteRawValue(value, skipInputValidation: true);
                }
                else
                {
                    writer.WriteString(custom.EncodedName, value);
                }
            }
        }
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }

    static bool HasValue(RecordBatch batch, int row, ReadOnlySpan<CustomField> customs)
    {
        foreach (ref readonly var custom in customs)
        {
            if (!batch.Value(row, custom.Column).IsEmpty)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True for a number or truth value as JSON writes it, which is what cleaned values of these types are.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            return reader.Read()
                && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False
                && reader.BytesConsumed == value.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Does in the workers what the one writer need not do: a row is encoded as the checksum of its values (8 bytes) and the
/// JSON of its custom fields. The other values are bound from the cells themselves.
/// </summary>
sealed class ContactEncoder(IReadOnlyDictionary<BatchLayout, ContactLayout> layouts) : IBatchEncoder
{
    /// <summary>Escapes what JSON asks for and nothing more, so that values stay readable in the store.</summary>
    public static readonly JavaScriptEncoder Escaping = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    readonly ArrayBufferWriter<byte> json = new();
    readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { Encoder = Escaping });

    /// <summary>Splits an encoded row.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> encoded, out ulong sum)
    {
        sum = BinaryPrimitives.ReadUInt64LittleEndian(encoded);
        return encoded[sizeof(ulong)..];
    }

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        var layout = layouts[batch.Layout];
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                EncodeRow(batch, row, layout);
            }
            batch.Encoded.EndRow();
        }
    }

    void EncodeRow(RecordBatch batch, int row, ContactLayout layout)
    {
        var sum = 0UL;
        foreach (ref readonly var field in layout.Fields.AsSpan())
        {
            sum += ContactChecksum.Cell(field.Seed, batch.Value(row, field.Column));
        }
        var custom = layout.Customs.Length == 0 ? default : Customs(batch, row, layout.Customs);
        sum += ContactChecksum.Cell(ContactLayout.CustomSeed, custom);
        var output = batch.Encoded.GetSpan(sizeof(ulong) + custom.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(output, sum);
        custom.CopyTo(output[sizeof(ulong)..]);
        batch.Encoded.Advance(sizeof(ulong) + custom.Length);
    }

    /// <summary>The custom fields that have a value as a JSON object; empty when none has.</summary>
    ReadOnlySpan<byte> Customs(RecordBatch batch, int row, CustomField[] customs)
    {
        json.ResetWrittenCount();
        writer.Reset(json);
        var isEmpty = true;
        foreach (ref readonly var custom in customs.AsSpan())
        {
            var value = batch.Value(row, custom.Column);
            if (!value.IsEmpty)
            {
                if (isEmpty)
                {
                    writer.WriteStartObject();
                    isEmpty = false;
                }
                writer.WriteString(custom.EncodedName, value);
            }
        }
        if (isEmpty)
        {
            return default;
        }
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Etl.Core.Batches;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>Merges a row's custom fields into the stored JSON object. Allocates; custom fields in updates are rare.</summary>
static class CustomMerge
{
    /// <summary>The merged JSON (empty when no value is left), or null when nothing changes.</summary>
    public static byte[]? Merge(
        ReadOnlySpan<byte> stored,
        RecordBatch batch,
        int row,
        CustomField[] customs,
        bool blankClears
    )
    {
        var values = stored.IsEmpty ? [] : JsonNode.Parse(stored)!.AsObject();
        var isChanged = false;
        foreach (var custom in customs)
        {
            var value = batch.Value(row, custom.Column);
            if (value.IsEmpty)
            {
                isChanged |= blankClears && values.Remove(custom.Name);
                continue;
            }
            var text = Encoding.UTF8.GetString(value);
            if (!string.Equals(values[custom.Name]?.ToString(), text, StringComparison.Ordinal))
            {
                values[custom.Name] = text;
                isChanged = true;
            }
        }
        return isChanged ? Write(values) : null;
    }

    static byte[] Write(JsonObject values)
    {
        if (values.Count == 0)
        {
            return [];
        }
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = CustomJson.Escaping }))
        {
            values.WriteTo(writer);
        }
        return json.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Tests.Sqlite;

/// <summary>Merging a row's custom fields in the plainest way: over a tree of nodes, made for every row.</summary>
static class NodeCustomMerge
{
    /// <summary>The merged JSON (empty when no value is left), or null when nothing changes.</summary>
    public static byte[]? Merge(
        ReadOnlySpan<byte> stored,
        RecordBatch batch,
        int row,
        CustomField[] customs,
        MergePolicy[] policies,
        bool blankClears
    )
    {
        var values = stored.IsEmpty ? [] : JsonNode.Parse(stored)!.AsObject();
        var merger = new ValueMerger();
        var isChanged = false;
        for (var index = 0; index < customs.Length; index++)
        {
            ref readonly var custom = ref customs[index];
            var value = batch.Value(row, custom.Column);
            if (value.IsEmpty)
            {
                var clears = blankClears && !custom.IsDerived && policies[index] == MergePolicy.Overwrite;
                isChanged |= clears && values.Remove(custom.Name);
                continue;
            }
            var old = values[custom.Name]?.ToString() ?? "";
            var merged = merger.Merge(policies[index], FieldKind.MultilineText, Encoding.UTF8.GetBytes(old), value);
            var text = Encoding.UTF8.GetString(merged);
            if (!string.Equals(old, text, StringComparison.Ordinal))
            {
                values[custom.Name] = custom.IsScalar(merged) ? JsonNode.Parse(merged) : text;
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

using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Does in the workers what the one writer need not do: a row is encoded as the checksum of its values (8 bytes) and the
/// JSON of its custom fields. The other values are bound from the cells themselves.
/// </summary>
sealed class ContactEncoder(IReadOnlyDictionary<BatchLayout, ContactLayout> layouts) : IBatchEncoder
{
    readonly CustomJson customs = new();

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
        var custom = layout.Customs.Length == 0 ? default : customs.Write(batch, row, layout.Customs);
        sum += ContactChecksum.Cell(ContactLayout.CustomSeed, custom);
        var output = batch.Encoded.GetSpan(sizeof(ulong) + custom.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(output, sum);
        custom.CopyTo(output[sizeof(ulong)..]);
        batch.Encoded.Advance(sizeof(ulong) + custom.Length);
    }
}

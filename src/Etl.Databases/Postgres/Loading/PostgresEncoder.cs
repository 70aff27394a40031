using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Encodes rows as tuples of binary COPY inside the workers: the number of fields, then each field as length and value, all
/// big-endian. A key from a sequence is left open; it is filled in when ids are reserved. A value that the server would refuse
/// rejects its row here.
/// </summary>
sealed class PostgresEncoder(LoadPlan plan) : IBatchEncoder
{
    readonly LoadColumn[] columns = [.. plan.Columns];
    readonly Dictionary<BatchLayout, (int[] Sources, CustomField[] Customs)> layouts = [];
    readonly CustomJson customJson = new();

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        if (!layouts.TryGetValue(batch.Layout, out var layout))
        {
            layout = (plan.SourcesOf(batch.Layout), plan.CustomsOf(batch.Layout));
            layouts.Add(batch.Layout, layout);
        }
        var output = batch.Encoded;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                EncodeRow(batch, row, layout.Sources, layout.Customs, output);
            }
            output.EndRow();
        }
    }

    void EncodeRow(RecordBatch batch, int row, int[] sources, CustomField[] customs, EncodedRows output)
    {
        BinaryPrimitives.WriteInt16BigEndian(output.GetSpan(sizeof(short)), (short)columns.Length);
        output.Advance(sizeof(short));
        for (var index = 0; index < columns.Length; index++)
        {
            var source = sources[index];
            var value = source < 0 ? default : batch.Value(row, source);
            if (!value.IsEmpty)
            {
                if (columns[index].Encoder.Encode(value, output) is { } state)
                {
                    batch.Reject(row, RejectStage.Load, source, Codes.Database(state));
                    return;
                }
            }
            else if (columns[index].HoldsCustoms)
            {
                if (!TryEncodeCustoms(batch, row, customs, output))
                {
                    return;
                }
            }
            else
            {
                Write(columns[index].EmptyField, output);
            }
        }
        if (plan.KeyStrategy == KeyStrategy.Uuid)
        {
            // The key is the first field: 2 bytes of field count, 4 of length, 16 of value.
            WriteNewKey(output);
        }
    }

    static void WriteNewKey(EncodedRows output)
    {
        const int KeyOffset = sizeof(short) + sizeof(int);
        Guid.NewGuid().TryWriteBytes(output.OpenRow[KeyOffset..], bigEndian: true, out _);
    }

    bool TryEncodeCustoms(RecordBatch batch, int row, CustomField[] customs, EncodedRows output)
    {
        const byte JsonbVersion = 1;
        foreach (ref readonly var custom in customs.AsSpan())
        {
            if (batch.Value(row, custom.Column).Contains((byte)0))
            {
                batch.Reject(row, RejectStage.Load, custom.Column, Codes.Database("22P05"));
                return false;
            }
        }
        var json = customJson.Write(batch, row, customs);
        if (json.IsEmpty)
        {
            Write(LoadColumn.Null, output);
            return true;
        }
        var span = output.GetSpan(sizeof(int) + 1 + json.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, 1 + json.Length);
        span[sizeof(int)] = JsonbVersion;
        json.CopyTo(span[(sizeof(int) + 1)..]);
        output.Advance(sizeof(int) + 1 + json.Length);
        return true;
    }

    static void Write(byte[] field, EncodedRows output)
    {
        field.CopyTo(output.GetSpan(field.Length));
        output.Advance(field.Length);
    }
}

using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Databases.Postgres.Encoders;
using Etl.Databases.Stores;
using Etl.Text;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Encodes rows as tuples of binary COPY inside the workers: the number of fields, then each field as length and value, all
/// big-endian. A key from a sequence is left open; it is filled in when ids are reserved. A value that the server would refuse
/// rejects its row here. Rows of nothing but plain texts, of which none can be refused, are left to be written straight into the COPY, once it
/// is known which of them are sent (<see cref="RowCopier"/>).
/// </summary>
sealed class PostgresEncoder(LoadPlan plan) : IBatchEncoder
{
    readonly LoadColumn[] columns = [.. plan.Columns];
    readonly EncodedLayouts layouts = new(plan);
    readonly CustomJson customJson = new();

    /// <inheritdoc/>
    public void Encode(RecordBatch batch)
    {
        batch.Encoded.IsWithoutTail = plan.Tail is not null && SpareTail.IsEmptyIn(batch);
        var layout = layouts.Of(batch);
        // Cleaning makes no U+0000, so one look at the block tells whether any value can hold one.
        var mayHoldZero = batch.Block.Bytes.Contains((byte)0);
        if (plan.MayEncodeLate && layout.Texts is not null && !mayHoldZero)
        {
            batch.Encoded.IsLate = true;
            return;
        }
        var steps = mayHoldZero ? layout.SingleSteps : layout.Steps;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                EncodeRow(batch, row, layout, steps);
            }
            batch.Encoded.EndRow();
        }
    }

    /// <summary>
    /// Plain texts, empty cells and constants, which is nearly everything, are written into one span that surely has room for
    /// the row; other types take their own space from the output.
    /// </summary>
    void EncodeRow(RecordBatch batch, int row, EncodedLayout layout, EncodedStep[] steps)
    {
        var output = batch.Encoded;
        var buffer = batch.Block.Buffer.AsSpan();
        var cells = batch.Cells.Slice(row * batch.ColumnCount, batch.ColumnCount);
        var room = layout.RoomFor(cells);
        var space = output.GetSpan(room);
        layout.Head.CopyTo(space);
        var length = layout.Head.Length;
        foreach (var step in steps)
        {
            if (step.Texts is { } texts)
            {
                length += PrefixedFields.Write(buffer, cells, texts, space[length..]);
                continue;
            }
            var index = step.Column;
            var source = layout.Sources[index];
            if ((source < 0 || cells[source].Length == 0) && !columns[index].HoldsCustoms)
            {
                columns[index].EmptyField.CopyTo(space[length..]);
                length += columns[index].EmptyField.Length;
                continue;
            }
            output.Advance(length);
            length = 0;
            if (!TryEncodeTyped(batch, row, index, source, layout.Customs))
            {
                return;
            }
            space = output.GetSpan(room);
        }
        output.Advance(length);
        if (plan.KeyStrategy == KeyStrategy.Uuid)
        {
            // The key is the first field: 2 bytes of field count, 4 of length, 16 of value.
            WriteNewKey(output);
        }
    }

    bool TryEncodeTyped(RecordBatch batch, int row, int index, int source, CustomField[] customs)
    {
        if (columns[index].HoldsCustoms)
        {
            return TryEncodeCustoms(batch, row, customs, batch.Encoded);
        }
        var value = batch.Value(row, source);
        var encoder = columns[index].Encoder;
        // A number that was kept as text, because it could be two, is none for a column of numbers either.
        var isOpen = encoder.HoldsNumbers && columns[index].Field?.Type?.IsOpenNumber(value) == true;
        if ((isOpen ? SqlState.Syntax : encoder.Encode(value, batch.Encoded)) is { } state)
        {
            batch.Reject(row, RejectStage.Load, source, Codes.Database(state));
            return false;
        }
        if (encoder.HoldsNumbers && encoder.Rounds(value))
        {
            var cell = batch.Cell(row, source);
            batch.Count(Codes.PrecisionLost, source);
            batch.Explanations?.Add(row, source, Codes.PrecisionLost, cell, cell);
        }
        return true;
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

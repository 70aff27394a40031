using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Core.Files;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Undecided rows on the disk, batch by batch: their outcome so far, their encoded bytes, the cells that are needed later, and
/// their place in the input. Read back in the same order.
/// </summary>
/// <remarks>
/// A batch is its <see cref="Header"/>; per row its outcome (1 byte), the length of its encoded bytes and the lengths of its kept cells
/// (32 bits each); then all cells; then all encoded bytes.
/// </remarks>
sealed class RowSpill : IAsyncDisposable
{
    const int BytesPerLength = sizeof(int);

    /// <summary>Bytes that are given back at a time when they were read; whole pages of any system.</summary>
    const long BytesForgotten = 8 << 20;

    readonly TemporaryFile file;
    readonly WriteBehind written;
    readonly Func<BatchLayout, int[]> keptColumns;
    readonly List<(BatchLayout Layout, int[] Columns)> layouts = [];
    byte[] buffer = new byte[1 << 16];
    int used;
    ReadAhead? read;
    long readOffset;
    long forgottenOffset;

    /// <summary>Makes an empty one.</summary>
    /// <param name="folder">Where the temporary file goes.</param>
    /// <param name="keptColumns">The columns of a layout whose cells are needed when rows are read back.</param>
    public RowSpill(string folder, Func<BatchLayout, int[]> keptColumns)
    {
        file = new TemporaryFile(folder);
        written = new WriteBehind(file.Handle);
        this.keptColumns = keptColumns;
    }

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes { get; private set; }

    /// <summary>Keeps the rows of a batch.</summary>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        WriteOwn(batch);
        try
        {
            await written.AppendAsync(buffer.AsMemory(0, used), cancellationToken).ConfigureAwait(false);
            await written.AppendAsync(batch.Encoded.Memory, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw file.Failed("written", exception);
        }
        LengthBytes += used + batch.Encoded.Length;
    }

    /// <summary>
    /// Reads the next batch, once; false behind the last one. Rows that were not pending are empty and have the outcome that they had.
    /// </summary>
    public async ValueTask<bool> TryReadAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (read is null)
        {
            await EndWritingAsync(cancellationToken).ConfigureAwait(false);
        }
        ForgetRead();
        if (readOffset == LengthBytes)
        {
            return false;
        }
        var header = Header.Read((await FillAsync(Header.LengthBytes).ConfigureAwait(false)).Span);
        var (layout, columns) = layouts[header.Layout];
        var lengths = await FillAsync(header.RowCount * LengthsBytes(columns)).ConfigureAwait(false);
        batch.Block.EnsureCapacity(header.CellBytes, 0);
        await ReadAsync(batch.Block.Buffer.AsMemory(0, header.CellBytes)).ConfigureAwait(false);
        batch.Block.Length = header.CellBytes;
        batch.Block.InputIndex = header.InputIndex;
        batch.Reset(layout, 0);
        batch.FirstRecordNumber = header.FirstRecordNumber;
        AddRows(batch, header.RowCount, columns, lengths.Span);
        await ReadAsync(batch.Encoded.GetMemory(header.EncodedBytes)[..header.EncodedBytes]).ConfigureAwait(false);
        if (header.IsEncoded)
        {
            EndEncodedRows(batch, columns, lengths.Span);
        }
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await written.DisposeAsync().ConfigureAwait(false);
        file.Dispose();
    }

    /// <summary>What stands before the encoded bytes of a batch, into <see cref="buffer"/>.</summary>
    void WriteOwn(RecordBatch batch)
    {
        var layout = IndexOf(batch.Layout);
        var columns = layouts[layout].Columns;
        used = Header.LengthBytes;
        for (var row = 0; row < batch.RowCount; row++)
        {
            WriteLengths(batch, row, columns);
        }
        var cellsStart = used;
        foreach (var column in columns)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var cell = KeptCell(batch, row, column);
                cell.CopyTo(Take(cell.Length));
            }
        }
        new Header(layout, batch, used - cellsStart).Write(buffer);
    }

    static int LengthsBytes(int[] columns) => 1 + (BytesPerLength * (1 + columns.Length));

    static ReadOnlySpan<byte> KeptCell(RecordBatch batch, int row, int column) =>
        batch.IsPending(row) ? batch.Value(row, column) : [];

    static void AddRows(RecordBatch batch, int rowCount, int[] columns, ReadOnlySpan<byte> lengths)
    {
        var cells = batch.AddRows(rowCount, out var originals);
        originals.Clear();
        cells.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            batch.Outcomes[row] = (RowOutcome)lengths[row * LengthsBytes(columns)];
        }
        var offset = 0;
        for (var index = 0; index < columns.Length; index++)
        {
            for (var row = 0; row < rowCount; row++)
            {
                var place = (row * LengthsBytes(columns)) + 1 + (BytesPerLength * (1 + index));
                var length = BinaryPrimitives.ReadInt32LittleEndian(lengths[place..]);
                batch.SetCell(row, columns[index], new FieldSpan(length == 0 ? 0 : offset, length));
                offset += length;
            }
        }
    }

    static void EndEncodedRows(RecordBatch batch, int[] columns, ReadOnlySpan<byte> lengths)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            batch.Encoded.Advance(
                BinaryPrimitives.ReadInt32LittleEndian(lengths[((row * LengthsBytes(columns)) + 1)..])
            );
            batch.Encoded.EndRow();
        }
    }

    void WriteLengths(RecordBatch batch, int row, int[] columns)
    {
        var lengths = Take(LengthsBytes(columns));
        lengths[0] = (byte)batch.Outcomes[row];
        var encoded = batch.Encoded.RowCount == 0 ? 0 : batch.Encoded.Row(row).Length;
        BinaryPrimitives.WriteInt32LittleEndian(lengths[1..], encoded);
        for (var index = 0; index < columns.Length; index++)
        {
            var length = KeptCell(batch, row, columns[index]).Length;
            BinaryPrimitives.WriteInt32LittleEndian(lengths[(1 + (BytesPerLength * (1 + index)))..], length);
        }
    }

    int IndexOf(BatchLayout layout)
    {
        var index = layouts.FindIndex(known => ReferenceEquals(known.Layout, layout));
        if (index < 0)
        {
            index = layouts.Count;
            layouts.Add((layout, keptColumns(layout)));
        }
        return index;
    }

    /// <summary>Rows are written elsewhere as they are read, so the disk never holds all of them twice.</summary>
    void ForgetRead()
    {
        while (readOffset - forgottenOffset >= BytesForgotten)
        {
            file.Forget(forgottenOffset, BytesForgotten);
            forgottenOffset += BytesForgotten;
        }
    }

    Span<byte> Take(int length)
    {
        if (buffer.Length - used < length)
        {
            Array.Resize(
                ref buffer,
                checked((int)Math.Min(Array.MaxLength, Math.Max(used + (long)length, 2L * buffer.Length)))
            );
        }
        used += length;
        return buffer.AsSpan(used - length, length);
    }

    async ValueTask EndWritingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await written.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw file.Failed("written", exception);
        }
        read = new ReadAhead(file.Handle, LengthBytes, written.WasDirect);
    }

    async ValueTask<ReadOnlyMemory<byte>> FillAsync(int length)
    {
        used = 0;
        Take(length);
        await ReadAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
        return buffer.AsMemory(0, length);
    }

    async ValueTask ReadAsync(Memory<byte> bytes)
    {
        try
        {
            await read!.ReadAsync(bytes).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw file.Failed("read", exception);
        }
        readOffset += bytes.Length;
    }

    /// <summary>What stands before each batch.</summary>
    readonly record struct Header(
        int Layout,
        int RowCount,
        int InputIndex,
        int CellBytes,
        int EncodedBytes,
        bool IsEncoded,
        long FirstRecordNumber
    )
    {
        public const int LengthBytes = 32;

        public Header(int layout, RecordBatch batch, int cellBytes)
            : this(
                layout,
                batch.RowCount,
                batch.Block.InputIndex,
                cellBytes,
                batch.Encoded.Length,
                batch.Encoded.RowCount > 0,
                batch.FirstRecordNumber
            ) { }

        public static Header Read(ReadOnlySpan<byte> bytes) =>
            new(
                BinaryPrimitives.ReadInt32LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) != 0,
                BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])
            );

        public void Write(Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, Layout);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], RowCount);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], InputIndex);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], CellBytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], EncodedBytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], IsEncoded ? 1 : 0);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], FirstRecordNumber);
        }
    }
}

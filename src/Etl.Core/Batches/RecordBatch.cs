using System.Diagnostics;
using System.Runtime.CompilerServices;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Text;

namespace Etl.Core.Batches;

/// <summary>
/// The unit of work: a block of raw rows, its table of fields, and what was found out about each row. One worker fills and
/// cleans it from start to end, then the ordered tasks decide and write it. Pooled: nothing is allocated per row.
/// </summary>
/// <remarks>
/// Cells are row-major: cell <c>row × ColumnCount + column</c>. A cell is (offset, length) into <see cref="RowBlock.Buffer"/>:
/// below <see cref="RowBlock.Length"/> it is the original text, above it lies in the batch's scratch space behind the block.
/// So there is one base address, and a value is copied only when it changes. Taking scratch space may move the buffer:
/// spans taken before <see cref="RentScratch"/> or <see cref="Replace(int,int,ReadOnlySpan{byte})"/> are dead afterwards.
/// </remarks>
public sealed class RecordBatch
{
    /// <summary>Room for an eighth more rows than a block has.</summary>
    const int SpareShare = 8;

    readonly List<Reject> rejects = [];
    FieldSpan[] cells = [];
    RowSpan[] rows = [];
    RowOutcome[] outcomes = [];
    UInt128[] keys = [];

    // Columns that something was placed in, see Place.
    bool[] placed = [];

    // Which cells are not empty, see Filled: by column, and of all rows when filledRowCount is their number. A column that was written to since is
    // looked at again.
    ulong[] filled = [];
    bool[] isWritten = [];
    int filledRowCount;
    int scratchEnd;
    int originalEnd;

    /// <summary>Makes an empty batch whose block holds <paramref name="blockCapacity"/> bytes of rows and as much scratch space.</summary>
    public RecordBatch(int blockCapacity) => Block = new RowBlock(2 * blockCapacity);

    /// <summary>The raw rows and the buffer that all cells point into.</summary>
    public RowBlock Block { get; }

    /// <summary>What the columns mean.</summary>
    public BatchLayout Layout { get; private set; } = BatchLayout.Empty;

    /// <summary>Number of records.</summary>
    public int RowCount { get; private set; }

    /// <summary>Cells per row: the input's columns, then the added ones.</summary>
    public int ColumnCount { get; private set; }

    /// <summary>Blank lines and rows of nothing but empty fields, which are counted but are no records.</summary>
    public int BlankCount { get; set; }

    /// <summary>Physical line breaks in the block, set by the parser.</summary>
    public int LineCount { get; set; }

    /// <summary>1-based number of the first record in its input, set by the sequencer.</summary>
    public long FirstRecordNumber { get; set; }

    /// <summary>1-based physical line of the block's first byte in its input, set by the sequencer.</summary>
    public long FirstLineNumber { get; set; }

    /// <summary>Where the source stood behind this block; null when nobody asked for checkpoints.</summary>
    public SourcePosition? PositionAfter { get; set; }

    /// <summary>Counted codes of this batch, by column.</summary>
    public CodeCounts Counts { get; } = new();

    /// <summary>What was done to each value; null, and then nothing is kept, unless somebody asked for it.</summary>
    public BatchExplanations? Explanations { get; set; }

    /// <summary>Why records were rejected, in the order found; at most one per row.</summary>
    public IReadOnlyList<Reject> Rejects => rejects;

    /// <summary>Bucket of each row.</summary>
    public Span<RowOutcome> Outcomes => outcomes.AsSpan(0, RowCount);

    /// <summary>Original bytes of each row, in the block.</summary>
    public ReadOnlySpan<RowSpan> Rows => rows.AsSpan(0, RowCount);

    /// <summary>All cells, row-major.</summary>
    public ReadOnlySpan<FieldSpan> Cells => cells.AsSpan(0, RowCount * ColumnCount);

    /// <summary>Match keys, <see cref="KeyCount"/> per row; 0 where the row has no value for that key.</summary>
    public Span<UInt128> Keys => keys.AsSpan(0, RowCount * KeyCount);

    /// <summary>Keys per row.</summary>
    public int KeyCount { get; private set; }

    /// <summary>Rows as encoded for the sink by its encoder: <c>[0, EncodedLength)</c>, split row by row.</summary>
    public EncodedRows Encoded { get; } = new();

    /// <summary>
    /// True when values of the batch are UTF-8 that was read in another encoding and are not to be repaired: then they are left byte for byte, so that
    /// they can be repaired later.
    /// </summary>
    public bool KeepsMojibake { get; set; }

    /// <summary>What the records that are not rejected may hold and few blocks hold, as far as the parser looked for it. Anything, unless it says so.</summary>
    public RareText Rare { get; set; } = RareText.Any;

    /// <summary>True when it is not known yet which pending rows are duplicates; they are decided when all rows are read.</summary>
    public bool IsUndecided { get; set; }

    /// <summary>Starts over for the block that was just read, under the given layout.</summary>
    public void Reset(BatchLayout layout, int keyCount)
    {
        Layout = layout;
        ColumnCount = layout.Columns.Count;
        KeyCount = keyCount;
        RowCount = 0;
        BlankCount = 0;
        LineCount = 0;
        IsUndecided = false;
        KeepsMojibake = false;
        Rare = RareText.Any;
        scratchEnd = Block.Length + RowBlock.Padding;
        originalEnd = Block.Length;
        rejects.Clear();
        Counts.Clear();
        Explanations?.Clear();
        Encoded.Clear();
        filledRowCount = -1;
        if (placed.Length < ColumnCount)
        {
            placed = new bool[ColumnCount];
            isWritten = new bool[ColumnCount];
        }
        placed.AsSpan().Clear();
    }

    /// <summary>Adds a record and returns its cells for the parser to fill; cells are uninitialised.</summary>
    public Span<FieldSpan> AddRow(RowSpan original)
    {
        var cells = AddRows(1, out var originals);
        originals[0] = original;
        return cells;
    }

    /// <summary>
    /// Adds <paramref name="count"/> records at once and returns their cells, row after row, and the places of their original
    /// bytes, both for the parser to fill; they are uninitialised.
    /// </summary>
    public Span<FieldSpan> AddRows(int count, out Span<RowSpan> originals)
    {
        var first = RowCount;
        var end = first + count;
        if (end > rows.Length || end * ColumnCount > cells.Length || end * KeyCount > keys.Length)
        {
            GrowRows(end);
        }
        originals = rows.AsSpan(first, count);
        outcomes.AsSpan(first, count).Clear();
        RowCount = end;
        return cells.AsSpan(first * ColumnCount, count * ColumnCount);
    }

    /// <summary>Makes room for so many records, so that adding them one after the other moves nothing. What is not said is found out row by row.</summary>
    public void EnsureRows(int count)
    {
        if (count > rows.Length)
        {
            // The next blocks hold a few more.
            Resize(count + (count / SpareShare));
        }
    }

    /// <summary>Drops the rows from <paramref name="rowCount"/> on, for <c>--limit</c>.</summary>
    public void Truncate(int rowCount)
    {
        RowCount = Math.Min(RowCount, rowCount);
        rejects.RemoveAll(reject => reject.Row >= RowCount);
        Explanations?.Truncate(RowCount);
    }

    /// <summary>The bytes of one cell.</summary>
    public ReadOnlySpan<byte> Value(int row, int column) => Value(cells[row * ColumnCount + column]);

    /// <summary>The bytes that a cell points at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Value(FieldSpan cell) => Block.Buffer.AsSpan(cell.Offset, cell.Length);

    /// <summary>The original bytes of one row.</summary>
    public ReadOnlySpan<byte> Original(int row) => Block.Buffer.AsSpan(rows[row].Offset, rows[row].Length);

    /// <summary>One cell.</summary>
    public FieldSpan Cell(int row, int column) => cells[row * ColumnCount + column];

    /// <summary>True when the cell's bytes are not the original ones of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsChanged(FieldSpan cell) => (cell.Offset >= originalEnd) & (cell.Length > 0);

    /// <summary>
    /// Says that what was kept of the scratch space so far is original: the parser wrote values there as text which the block
    /// holds in another form.
    /// </summary>
    public void EndOriginals() => originalEnd = scratchEnd;

    /// <summary>Which cells of a column are not empty: a bit for each row, in runs of <see cref="FieldColumn.RowsMax"/>. As of now; what is written later does not change it.</summary>
    public ReadOnlySpan<ulong> Filled(int column)
    {
        var runCount = FieldColumn.RunCount(RowCount);
        if (filledRowCount != RowCount)
        {
            ReadFilled(runCount);
        }
        var runs = filled.AsSpan(column * runCount, runCount);
        if (isWritten[column])
        {
            for (var run = 0; run < runCount; run++)
            {
                runs[run] = FieldColumn.Filled(Cells[(run * FieldColumn.RowsMax * ColumnCount)..], ColumnCount, column);
            }
            isWritten[column] = false;
        }
        return runs;
    }

    void ReadFilled(int runCount)
    {
        if (filled.Length < runCount * ColumnCount)
        {
            filled = new ulong[2 * runCount * ColumnCount];
        }
        FieldColumn.FilledOfAll(Cells, ColumnCount, filled);
        filledRowCount = RowCount;
        isWritten.AsSpan().Clear();
    }

    /// <summary>Points a cell elsewhere in the same buffer (a trimmed value needs no copy).</summary>
    public void SetCell(int row, int column, FieldSpan cell)
    {
        cells[row * ColumnCount + column] = cell;
        isWritten[column] = true;
    }

    /// <summary>Replaces a cell's value by a copy of <paramref name="value"/>, which must not lie in this batch's buffer.</summary>
    public void Replace(int row, int column, ReadOnlySpan<byte> value)
    {
        value.CopyTo(RentScratch(value.Length));
        SetCell(row, column, KeepScratch(value.Length));
    }

    /// <summary>
    /// Puts a part of another column's value into an empty cell. Columns that were added for such parts are looked at only when one was placed
    /// there, see <see cref="HasPlaced"/>.
    /// </summary>
    public void Place(int row, int column, ReadOnlySpan<byte> part)
    {
        Replace(row, column, part);
        placed[column] = true;
    }

    /// <summary>True when something was placed in a column of this batch.</summary>
    public bool HasPlaced(int column) => placed[column];

    /// <summary>Scratch space of at least <paramref name="lengthMax"/> bytes. May move the buffer; nothing is taken until <see cref="KeepScratch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> RentScratch(int lengthMax)
    {
        Block.EnsureCapacity(scratchEnd + lengthMax, scratchEnd);
        return Block.Buffer.AsSpan(scratchEnd, lengthMax);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes of the scratch space rented last, and says where they are.</summary>
    public FieldSpan KeepScratch(int length)
    {
        var kept = new FieldSpan(scratchEnd, length);
        scratchEnd += length;
        Debug.Assert(
            scratchEnd <= Block.Buffer.Length - RowBlock.Padding,
            "Scratch space was kept that was not rented."
        );
        return kept;
    }

    /// <summary>Counts a change or a warning about one column (−1: the record).</summary>
    public void Count(Code code, int column, int count = 1) => Counts.Add(code, column, count);

    /// <summary>Counts a change of one value or a warning about it, and explains it when somebody asked for that.</summary>
    public void CountValue(Code code, int row, int column, FieldSpan before, FieldSpan after)
    {
        Count(code, column);
        Explanations?.Add(row, column, code, before, after);
    }

    /// <summary>Rejects a row. The first reason is the one that is kept.</summary>
    public void Reject(int row, RejectStage stage, int column, Code code, string? message = null)
    {
        if (outcomes[row] == RowOutcome.Rejected)
        {
            return;
        }
        outcomes[row] = RowOutcome.Rejected;
        rejects.Add(new Reject(row, stage, column, code, message));
    }

    /// <summary>True while the row is neither rejected, filtered nor a duplicate.</summary>
    public bool IsPending(int row) => outcomes[row] == RowOutcome.Pending;

    void GrowRows(int needed) => Resize(Math.Max(256, Math.Max(needed, 2 * rows.Length)));

    void Resize(int capacity)
    {
        Array.Resize(ref rows, Math.Max(rows.Length, capacity));
        Array.Resize(ref outcomes, Math.Max(outcomes.Length, capacity));
        Array.Resize(ref cells, Math.Max(cells.Length, capacity * ColumnCount));
        Array.Resize(ref keys, Math.Max(keys.Length, capacity * KeyCount));
    }
}

using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>
/// Cuts the records of a block into cells. A regular row costs the copy of its field places; only rows with quotes, of another
/// width or with bad bytes cost more.
/// </summary>
sealed class CsvBlockParser(CsvSyntax syntax, int recordBytesMax, bool removesGuards) : IBlockParser
{
    /// <summary>Rows whose bytes are looked at together: few, so that one bad byte costs the rows beside it and not the block.</summary>
    const int PartRows = 32;

    readonly CsvTokenizer tokenizer = CsvTokenizer.Create(syntax);
    readonly CsvRows rows = new();

    /// <inheritdoc/>
    public void Parse(RecordBatch batch)
    {
        var block = batch.Block;
        tokenizer.Tokenize(block.Bytes, block.IsRegular, rows);
        batch.BlankCount = rows.BlankCount;
        batch.LineCount = rows.LineCount;
        var columns = batch.Layout.SourceColumnCount;
        // Rows may be taken over in runs when nothing about a whole block asks for a look at each of them.
        var runs = !removesGuards && block.Length <= recordBytesMax;
        var count = rows.Rows.Length;
        var shortCount = 0;
        var rare = RareText.None;
        for (var first = 0; first < count; first += PartRows)
        {
            var end = Math.Min(first + PartRows, count);
            var found = Utf8Text.FindRare(BytesOf(block.Bytes, first, end));
            var isValid = (found & RareText.IllFormed) == 0;
            rare |= isValid ? found : FindRare(block.Bytes, first, end);
            shortCount += AddRows(batch, first, end, columns, isValid, runs && isValid);
        }
        batch.Rare = rare;
        batch.Count(Codes.RowShort, -1, shortCount);
    }

    /// <summary>Takes rows over; returns how many are short.</summary>
    int AddRows(RecordBatch batch, int first, int end, int columns, bool isValid, bool runs)
    {
        var shortCount = 0;
        for (var index = first; index < end; index++)
        {
            var run = runs ? RunLength(batch.Block.Bytes, index, end, columns) : 0;
            if (run > 0)
            {
                AddRun(batch, index, run, columns);
                index += run - 1;
                continue;
            }
            shortCount += AddRow(batch, rows.Rows[index], columns, isValid) ? 1 : 0;
        }
        return shortCount;
    }

    /// <summary>What the rows hold that are UTF-8; the others will be rejected.</summary>
    RareText FindRare(ReadOnlySpan<byte> block, int first, int end)
    {
        var rare = RareText.None;
        for (var index = first; index < end; index++)
        {
            var found = Utf8Text.FindRare(BytesOf(block, index, index + 1));
            rare |= (found & RareText.IllFormed) == 0 ? found : 0;
        }
        return rare;
    }

    ReadOnlySpan<byte> BytesOf(ReadOnlySpan<byte> block, int first, int end)
    {
        ref readonly var last = ref rows.Rows[end - 1];
        return block[rows.Rows[first].Offset..(last.Offset + last.Length)];
    }

    /// <summary>How many rows from <paramref name="first"/> on have the layout's width, no flag but quotes, and a value.</summary>
    int RunLength(ReadOnlySpan<byte> block, int first, int limit, int columns)
    {
        var end = first;
        var table = rows.Rows;
        var field = table[first].FieldIndex;
        while (end < limit)
        {
            ref readonly var row = ref table[end];
            if (
                row.FieldCount != columns
                || row.FieldIndex != field
                || row.Flags is not (CsvRowFlags.None or CsvRowFlags.HasQuoted)
            )
            {
                break;
            }
            var fields = rows.Fields.Slice(field, columns);
            if (IsEmpty(block, fields[0]) && IsBlank(block, fields, row.Flags))
            {
                break;
            }
            field += columns;
            end++;
        }
        return end - first;
    }

    /// <summary>Takes a run of rows over: their fields stand one after the other.</summary>
    void AddRun(RecordBatch batch, int first, int count, int columns)
    {
        var table = rows.Rows.Slice(first, count);
        var firstRow = batch.RowCount;
        var cells = batch.AddRows(count, out var originals);
        CopyCells(rows.Fields.Slice(table[0].FieldIndex, count * columns), cells, columns, batch.ColumnCount);
        for (var index = 0; index < table.Length; index++)
        {
            originals[index] = new RowSpan(table[index].Offset, table[index].Length);
        }
        for (var index = 0; index < table.Length; index++)
        {
            if (table[index].Flags == CsvRowFlags.HasQuoted)
            {
                Unquote(batch, firstRow + index, columns);
            }
        }
    }

    /// <summary>One copy; where cleaning adds columns, one for each row, with the added cells empty.</summary>
    static void CopyCells(ReadOnlySpan<FieldSpan> fields, Span<FieldSpan> cells, int columns, int width)
    {
        if (columns == width)
        {
            fields.CopyTo(cells);
            return;
        }
        for (; !fields.IsEmpty; fields = fields[columns..], cells = cells[width..])
        {
            fields[..columns].CopyTo(cells);
            cells[columns..width].Clear();
        }
    }

    /// <summary>Takes one row over, whatever it looks like; true when it is short.</summary>
    bool AddRow(RecordBatch batch, in CsvRow row, int columns, bool isValid)
    {
        var block = batch.Block;
        var fields = rows.Fields.Slice(row.FieldIndex, row.FieldCount);
        if (IsBlank(block.Bytes, fields, row.Flags))
        {
            batch.BlankCount++;
            return false;
        }
        var index = batch.RowCount;
        var cells = batch.AddRow(new RowSpan(row.Offset, row.Length));
        var copied = Math.Min(columns, fields.Length);
        fields[..copied].CopyTo(cells);
        cells[copied..].Clear();
        if (row.Flags == CsvRowFlags.HasQuoted)
        {
            Unquote(batch, index, copied);
        }
        if (Fault(block.Bytes, row, fields, columns, isValid) is { } code)
        {
            batch.Reject(index, RejectStage.Parse, -1, code);
        }
        else if (removesGuards)
        {
            RemoveGuards(batch, index, copied);
        }
        if (fields.Length >= columns)
        {
            return false;
        }
        batch.Explanations?.Add(index, -1, Codes.RowShort, default, default);
        return true;
    }

    /// <summary>Decided by the first field nearly always.</summary>
    bool IsBlank(ReadOnlySpan<byte> block, ReadOnlySpan<FieldSpan> fields, CsvRowFlags flags)
    {
        if ((flags & CsvRowFlags.UnclosedQuote) != 0)
        {
            return false;
        }
        foreach (var field in fields)
        {
            if (!IsEmpty(block, field))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Nothing, or two quotes with nothing between.</summary>
    bool IsEmpty(ReadOnlySpan<byte> block, FieldSpan field) =>
        field.Length == 0
        || (
            field.Length == 2
            && syntax.Quote != 0
            && block[field.Offset] == syntax.Quote
            && block[field.Offset + 1] == syntax.Quote
        );

    Code? Fault(ReadOnlySpan<byte> block, in CsvRow row, ReadOnlySpan<FieldSpan> fields, int columns, bool isValid)
    {
        if (row.Length > recordBytesMax)
        {
            return Codes.RecordTooLarge;
        }
        if (!isValid && !Utf8Text.IsValid(block.Slice(row.Offset, row.Length)))
        {
            return Codes.InvalidByte;
        }
        if ((row.Flags & CsvRowFlags.UnclosedQuote) != 0)
        {
            return Codes.UnclosedQuote;
        }
        for (var index = columns; index < fields.Length; index++)
        {
            if (!IsEmpty(block, fields[index]))
            {
                return Codes.RowTooLong;
            }
        }
        return null;
    }

    void Unquote(RecordBatch batch, int row, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var field = batch.Cell(row, column);
            if (field.Length == 0 || batch.Block.Buffer[field.Offset] != syntax.Quote)
            {
                continue;
            }
            if (!CsvUnescape.TrySlice(batch.Block.Bytes, field, syntax, out var value))
            {
                // The space is rented first: renting may move the buffer that the raw field lies in.
                var scratch = batch.RentScratch(field.Length);
                value = batch.KeepScratch(CsvUnescape.Unescape(batch.Value(field), syntax, scratch));
            }
            batch.SetCell(row, column, value);
        }
    }

    static void RemoveGuards(RecordBatch batch, int row, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var field = batch.Cell(row, column);
            var removed = field.Length - FormulaGuard.Remove(batch.Value(field)).Length;
            if (removed > 0)
            {
                batch.SetCell(row, column, new FieldSpan(field.Offset + removed, field.Length - removed));
            }
        }
    }
}

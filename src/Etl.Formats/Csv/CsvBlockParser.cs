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
    FieldSpan[] fields = new FieldSpan[64];

    // Of the fields that start with a quote, the first one that was not unquoted yet.
    int quotedIndex;

    /// <inheritdoc/>
    public void Parse(RecordBatch batch)
    {
        var block = batch.Block;
        tokenizer.Tokenize(block.Bytes, rows);
        quotedIndex = 0;
        batch.BlankCount = rows.BlankCount;
        batch.LineCount = rows.LineCount;
        var columns = batch.Layout.SourceColumnCount;
        // Rows may be taken over in runs when nothing about a whole block asks for a look at each of them.
        var runs = !removesGuards && block.Length <= recordBytesMax;
        var count = rows.Rows.Length;
        batch.EnsureRows(count);
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

    /// <summary>How many rows from <paramref name="first"/> on have the layout's width, no stray quote, and a value.</summary>
    int RunLength(ReadOnlySpan<byte> block, int first, int limit, int columns)
    {
        var end = first;
        for (var table = rows.Rows; end < limit; end++)
        {
            ref readonly var row = ref table[end];
            var isUsual =
                row.FieldCount == columns
                && !row.HasStrayQuote
                && (!MayBeEmpty(row) || !IsBlank(block, FieldsOf(row), hasStrayQuote: false));
            if (!isUsual)
            {
                break;
            }
        }
        return end - first;
    }

    /// <summary>Takes a run of rows over.</summary>
    void AddRun(RecordBatch batch, int first, int count, int columns)
    {
        var table = rows.Rows.Slice(first, count);
        var index = batch.RowCount;
        rows.CopyFields(table, columns, batch.ColumnCount, batch.AddRows(count, out var originals));
        for (var row = 0; row < table.Length; row++)
        {
            originals[row] = new RowSpan(table[row].Offset, table[row].Length);
        }
        var quoted = rows.QuotedFields;
        SkipQuoted(table[0].FieldIndex);
        for (; quotedIndex < quoted.Length; quotedIndex++)
        {
            var (row, column) = Math.DivRem(quoted[quotedIndex] - table[0].FieldIndex, columns);
            if (row >= count)
            {
                break;
            }
            Unquote(batch, index + row, column);
        }
    }

    /// <summary>Takes one row over, whatever it looks like; true when it is short.</summary>
    bool AddRow(RecordBatch batch, in CsvRow row, int columns, bool isValid)
    {
        var block = batch.Block;
        var fields = FieldsOf(row);
        if (IsBlank(block.Bytes, fields, row.HasStrayQuote))
        {
            batch.BlankCount++;
            return false;
        }
        var index = batch.RowCount;
        var cells = batch.AddRow(new RowSpan(row.Offset, row.Length));
        var copied = Math.Min(columns, fields.Length);
        fields[..copied].CopyTo(cells);
        cells[copied..].Clear();
        if (!row.HasStrayQuote)
        {
            Unquote(batch, index, row, copied);
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
    bool IsBlank(ReadOnlySpan<byte> block, ReadOnlySpan<FieldSpan> fields, bool hasStrayQuote)
    {
        if (hasStrayQuote)
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

    /// <summary>Of a row's first field: false when it is too long for nothing between quotes.</summary>
    bool MayBeEmpty(in CsvRow row) => rows.Field(row, 0).Length <= 2;

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
        if (row.HasStrayQuote)
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

    ReadOnlySpan<FieldSpan> FieldsOf(in CsvRow row)
    {
        if (fields.Length < row.FieldCount)
        {
            fields = new FieldSpan[Math.Max(row.FieldCount, 2 * fields.Length)];
        }
        rows.CopyFields(row, fields.AsSpan(0, row.FieldCount));
        return fields.AsSpan(0, row.FieldCount);
    }

    /// <summary>Takes the quotes off those of the first cells that have some. Rows come in their order.</summary>
    void Unquote(RecordBatch batch, int index, in CsvRow row, int columns)
    {
        var quoted = rows.QuotedFields;
        SkipQuoted(row.FieldIndex);
        for (; quotedIndex < quoted.Length && quoted[quotedIndex] < row.FieldIndex + columns; quotedIndex++)
        {
            Unquote(batch, index, quoted[quotedIndex] - row.FieldIndex);
        }
    }

    /// <summary>Passes over those of the fields that start with a quote that lie before a field.</summary>
    void SkipQuoted(int fieldIndex)
    {
        var quoted = rows.QuotedFields;
        while (quotedIndex < quoted.Length && quoted[quotedIndex] < fieldIndex)
        {
            quotedIndex++;
        }
    }

    void Unquote(RecordBatch batch, int row, int column)
    {
        var field = batch.Cell(row, column);
        if (!CsvUnescape.TrySlice(batch.Block.Bytes, field, syntax, out var value))
        {
            // The space is rented first: renting may move the buffer that the raw field lies in.
            var scratch = batch.RentScratch(field.Length);
            value = batch.KeepScratch(CsvUnescape.Unescape(batch.Value(field), syntax, scratch));
        }
        batch.SetCell(row, column, value);
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

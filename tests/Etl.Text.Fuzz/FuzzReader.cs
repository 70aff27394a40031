using Etl.Text.Csv;

namespace Etl.Text.Fuzz;

/// <summary>One kernel's cutter and tokenizer, read block by block and compared with what the lexer made of the whole.</summary>
sealed class FuzzReader(CsvSyntax syntax, CsvKernel kernel)
{
    readonly CsvCutter cutter = CsvCutter.Create(syntax, kernel);
    readonly CsvTokenizer tokenizer = CsvTokenizer.Create(syntax, kernel);
    readonly CsvRows rows = new();

    public CsvKernel Kernel { get; } = kernel;

    /// <summary>
    /// Reads the first <paramref name="split"/> bytes as a buffer that more will follow, then the rest of it and all other bytes;
    /// null when both blocks together are <paramref name="expected"/>, else what differs.
    /// </summary>
    public string? Compare(ReadOnlySpan<byte> input, int split, CsvLexer lexer, CsvRows expected)
    {
        var (rowCount, fieldCount, blankCount, lineCount) = (0, 0, 0, 0);
        var start = 0;
        if (split < input.Length)
        {
            var first = cutter.Cut(input[..split], isEndOfInput: false);
            if (first != lexer.Cut(input[..split], 0, isEndOfInput: false))
            {
                return $"the first cut is {first}";
            }
            start = first;
            tokenizer.Tokenize(input[..start], rows);
            if (!Continues(expected, 0, 0, 0))
            {
                return "the first block";
            }
            (rowCount, fieldCount, blankCount, lineCount) = (
                rows.RowCount,
                rows.FieldCount,
                rows.BlankCount,
                rows.LineCount
            );
        }
        var rest = input[start..];
        var last = cutter.Cut(rest, isEndOfInput: true);
        if (last != rest.Length)
        {
            return $"the last cut is {last} of {rest.Length}";
        }
        tokenizer.Tokenize(rest, rows);
        if (!Continues(expected, rowCount, fieldCount, start))
        {
            return "the last block";
        }
        var isComplete =
            rowCount + rows.RowCount == expected.RowCount
            && fieldCount + rows.FieldCount == expected.FieldCount
            && blankCount + rows.BlankCount == expected.BlankCount
            && lineCount + rows.LineCount == expected.LineCount;
        return isComplete ? null : "the counts";
    }

    /// <summary>True when the block's rows and fields are those of the whole from these positions on.</summary>
    bool Continues(CsvRows expected, int rowCount, int fieldCount, int start)
    {
        if (rowCount + rows.RowCount > expected.RowCount || fieldCount + rows.FieldCount > expected.FieldCount)
        {
            return false;
        }
        var expectedRows = expected.Rows[rowCount..];
        for (var index = 0; index < rows.RowCount; index++)
        {
            var row = rows.Rows[index];
            var moved = row with { Offset = row.Offset + start, FieldIndex = row.FieldIndex + fieldCount };
            if (moved != expectedRows[index] || !HasSameFields(expected, expectedRows[index], row, start))
            {
                return false;
            }
        }
        return HasSameQuoted(expected, fieldCount);
    }

    bool HasSameFields(CsvRows expected, in CsvRow expectedRow, in CsvRow row, int start)
    {
        for (var index = 0; index < row.FieldCount; index++)
        {
            var field = rows.Field(row, index);
            if (new FieldSpan(field.Offset + start, field.Length) != expected.Field(expectedRow, index))
            {
                return false;
            }
        }
        return true;
    }

    bool HasSameQuoted(CsvRows expected, int fieldCount)
    {
        var first = ~expected.QuotedFields.BinarySearch(fieldCount);
        first = first < 0 ? ~first : first;
        var wanted = expected.QuotedFields[first..];
        for (var index = 0; index < rows.QuotedFields.Length; index++)
        {
            if (index >= wanted.Length || rows.QuotedFields[index] + fieldCount != wanted[index])
            {
                return false;
            }
        }
        return rows.QuotedFields.Length == wanted.Length
            || wanted[rows.QuotedFields.Length] >= fieldCount + rows.FieldCount;
    }
}

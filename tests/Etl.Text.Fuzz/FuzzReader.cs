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
            if (first.Length != lexer.Cut(input[..split], 0, isEndOfInput: false))
            {
                return $"the first cut is {first.Length}";
            }
            start = first.Length;
            tokenizer.Tokenize(input[..start], first.IsRegular, rows);
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
        if (last.Length != rest.Length)
        {
            return $"the last cut is {last.Length} of {rest.Length}";
        }
        tokenizer.Tokenize(rest, last.IsRegular, rows);
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
            if (moved != expectedRows[index])
            {
                return false;
            }
        }
        var expectedFields = expected.Fields[fieldCount..];
        for (var index = 0; index < rows.FieldCount; index++)
        {
            var field = rows.Fields[index];
            if (new FieldSpan(field.Offset + start, field.Length) != expectedFields[index])
            {
                return false;
            }
        }
        return true;
    }
}

using Etl.Text.Csv;

namespace Etl.Text.Fuzz;

/// <summary>One grammar with its readers, made once: the lexer to compare with, and a cutter and tokenizer per kernel.</summary>
sealed class FuzzGrammar
{
    FuzzGrammar(CsvSyntax syntax)
    {
        Syntax = syntax;
        Lexer = new CsvLexer(syntax);
        // Grammars that vectors cannot read get the lexer from every kernel, so one is enough.
        var kernels = syntax.IsVectorizable ? CsvKernels.Supported : [CsvKernel.Scalar];
        Readers = [.. kernels.Select(kernel => new FuzzReader(syntax, kernel))];
    }

    public CsvSyntax Syntax { get; }

    public CsvLexer Lexer { get; }

    public IReadOnlyList<FuzzReader> Readers { get; }

    /// <summary>
    /// Grammars with default limits, and with limits so small that short inputs reach them: from 3 bytes, where nearly all is
    /// irregular, to a few chunks, where vectors run near the limit.
    /// </summary>
    public static IReadOnlyList<FuzzGrammar> All() =>
        [
            new(new CsvSyntax()),
            new(new CsvSyntax { QuotedBytesMax = 3 }),
            new(new CsvSyntax { QuotedBytesMax = 10, QuotedLinesMax = 2 }),
            new(new CsvSyntax { QuotedBytesMax = 100 }),
            new(new CsvSyntax { QuotedBytesMax = 140, QuotedLinesMax = 5 }),
            new(new CsvSyntax { QuotedBytesMax = 200, QuotedLinesMax = 1 }),
            new(new CsvSyntax { QuotedLinesMax = 0 }),
            // Long quoted fields: limits that short inputs pass, and files so narrow that records often have their width.
            new(new CsvSyntax { QuotedBytesMax = 3, ColumnCount = 2 }),
            new(new CsvSyntax { QuotedLinesMax = 0, ColumnCount = 2 }),
            new(
                new CsvSyntax
                {
                    QuotedBytesMax = 8,
                    QuotedLinesMax = 1,
                    ColumnCount = 3,
                    RecordBytesMax = 40,
                }
            ),
            new(
                new CsvSyntax
                {
                    QuotedBytesMax = 100,
                    QuotedLinesMax = 2,
                    ColumnCount = 4,
                }
            ),
            new(
                new CsvSyntax
                {
                    Delimiter = "||"u8.ToArray(),
                    QuotedBytesMax = 5,
                    ColumnCount = 2,
                }
            ),
            new(
                new CsvSyntax
                {
                    Escape = CsvEscape.Backslash,
                    QuotedBytesMax = 4,
                    ColumnCount = 3,
                    RecordBytesMax = 100,
                }
            ),
            new(new CsvSyntax { Delimiter = "\t"u8.ToArray() }),
            new(new CsvSyntax { Delimiter = " "u8.ToArray(), QuotedLinesMax = 3 }),
            new(new CsvSyntax { Quote = 0 }),
            new(new CsvSyntax { Quote = (byte)'\'', QuotedBytesMax = 130 }),
            new(new CsvSyntax { Delimiter = "||"u8.ToArray(), QuotedBytesMax = 20 }),
            new(new CsvSyntax { Delimiter = " ;"u8.ToArray() }),
            new(new CsvSyntax { Delimiter = "，"u8.ToArray(), QuotedLinesMax = 2 }),
            new(new CsvSyntax { Escape = CsvEscape.Backslash, QuotedBytesMax = 50 }),
            new(
                new CsvSyntax
                {
                    Escape = CsvEscape.Backslash,
                    Delimiter = ";"u8.ToArray(),
                    QuotedLinesMax = 1,
                }
            ),
        ];
}

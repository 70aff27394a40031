namespace Etl.Text.Csv;

/// <summary>The tokenizer that is nothing but the lexer.</summary>
sealed class CsvScalarTokenizer(CsvSyntax syntax) : CsvTokenizer
{
    readonly CsvLexer lexer = new(syntax);

    public override void Tokenize(ReadOnlySpan<byte> block, CsvRows rows) => lexer.Tokenize(block, rows);
}

namespace Etl.Text.Csv;

/// <summary>The cutter that is nothing but the lexer.</summary>
sealed class CsvScalarCutter(CsvSyntax syntax) : CsvCutter
{
    readonly CsvLexer lexer = new(syntax);

    public override int Cut(ReadOnlySpan<byte> buffer, bool isEndOfInput) =>
        isEndOfInput ? buffer.Length : lexer.Cut(buffer, 0, isEndOfInput);
}

namespace Etl.Text.Csv;

/// <summary>The cutter that is nothing but the lexer. It proves nothing about regularity, so it never claims it.</summary>
sealed class CsvScalarCutter(CsvSyntax syntax) : CsvCutter
{
    readonly CsvLexer lexer = new(syntax);

    public override CsvCut Cut(ReadOnlySpan<byte> buffer, bool isEndOfInput) =>
        new(isEndOfInput ? buffer.Length : lexer.Cut(buffer, 0, isEndOfInput), IsRegular: false);
}

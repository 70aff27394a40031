namespace Etl.Text.Tests.Csv;

/// <summary>One line of the table of cases that every kernel is run over.</summary>
/// <param name="Input">The whole input.</param>
/// <param name="Expected">Records joined by LF, values joined by '|'; a record in angle brackets is flagged as unclosed.</param>
/// <param name="BlankCount">Expected number of blank lines.</param>
public sealed record CsvCase(string Input, string Expected, int BlankCount = 0)
{
    /// <summary>The table, in the default grammar.</summary>
    public static IReadOnlyList<CsvCase> All { get; } =
    [
        new("", ""),
        new("a", "a"),
        new("a,b\n", "a|b"),
        new("a,b\r\nc,d\r\n", "a|b\nc|d"),
        new("a,b\rc,d\r", "a|b\nc|d"),
        new("a\r\r\nb", "a\nb", 1),
        new("\n\r\n\ra", "a", 3),
        new("a,\n,b\n,", "a|\n|b\n|"),
        new("\"a\",\"b\"\n", "a|b"),
        new("\"\",\"\"", "|"),
        new("\"a,b\",c", "a,b|c"),
        new("\"a\nb\",c\n", "a\nb|c"),
        new("\"a\r\nb\",c\r\n", "a\r\nb|c"),
        new("\"say \"\"hi\"\"\",x", "say \"hi\"|x"),
        new("\"\"\"\"", "\""),
        new("\"\"\"a\"\"\"", "\"a\""),
        new("\"\"\"\"\"\",a", "\"\"|a"),
        new("\"D\" ,x", "D |x"),
        new("\"D\" \t\n\"E\" ", "D \t\nE "),
        new(" \"a\",b", " \"a\"|b"),
        new("5\" pipe,b", "5\" pipe|b"),
        new("a\"b\"\"c,d", "a\"b\"\"c|d"),
        new("\"a\"b,c\nd,e", "<\"a\"b|c>\nd|e"),
        new("\"a\" b,c\nd,e", "<\"a\" b|c>\nd|e"),
        new("1,\"abc,def\n2,\"x\",y\n", "<1|\"abc|def>\n2|x|y"),
        new("1,\"abc\n2,b\n3,c", "<1|\"abc>\n2|b\n3|c"),
        new("\"", "<\">"),
        new("a,\"", "<a|\">"),
        new("\"\"\"", "<\"\"\">"),
        new("\"a\"b,\"line\nbreak\",c\nd", "<\"a\"b|line\nbreak|c>\nd"),
        new("é,ü\nñ", "é|ü\nñ"),
    ];

    public override string ToString() =>
        Input.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

namespace Etl.Testing;

/// <summary>
/// Strings that real contact files hold and that break careless software. All are valid UTF-16 and survive a round trip
/// through UTF-8; a test that uses them as values states what, if anything, may change.
/// </summary>
public static class NaughtyStrings
{
    /// <summary>Quotes, delimiters and line ends: what delimited text has to escape.</summary>
    public static IReadOnlyList<string> Delimited { get; } =
    [
        "\"",
        "\"\"",
        "\"\"\"",
        "a\"b",
        "\"a\"",
        "a,b",
        "a;b\tc|d",
        ",",
        ",,,",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "a\nb",
        "a\r\nb",
        "line 1\r\"quoted\", line 2\n",
        "\\",
        "\\\"",
        "\\n",
        "ends with backslash\\",
        "' or '1'='1",
        "sep=;",
    ];

    /// <summary>White space and characters that are not seen.</summary>
    public static IReadOnlyList<string> Invisible { get; } =
    [
        "",
        " ",
        "  a  ",
        "\t",
        "\u00A0",
        "\u2007\u202F",
        "\u3000",
        "a\u200Bb",
        "\u200Da\u200C",
        "\uFEFF",
        "\uFEFFfirst",
        "\u00AD",
        "\u2028",
        "\u2029",
        "\u0085",
        "\u000B\u000C",
        "\u0001\u001F\u007F",
        "\0",
        "a\0b",
        "\u202Eright to left\u202C",
        "\u2066isolated\u2069",
    ];

    /// <summary>Names and words of many scripts, composed and decomposed, inside and outside the basic plane.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        "José Núñez",
        "Jose\u0301 Nun\u0303ez",
        "Łukasz Żółć",
        "Ångström",
        "A\u030Angstro\u0308m",
        "Straße",
        "ẞ",
        "İstanbul ıI",
        "ﬁancée",
        "Ὀδυσσεύς",
        "Дмитрий Ёлкин",
        "Ђорђе Љубић",
        "שלום עולם",
        "محمد بن عبد الله",
        "नरेन्द्र",
        "ณัฐพงษ์",
        "Nguyễn Thị Ánh",
        "王小明",
        "山田　太郎",
        "ｶﾀｶﾅ",
        "김철수",
        "각",
        "𠮷野家",
        "😀",
        "👨‍👩‍👧‍👦",
        "🇩🇪",
        "Z̸̢͍a̵͇l̶̳g̷̭o̴",
        "\U0010FFFD",
        "\uE000",
        "\uFFFD",
    ];

    /// <summary>Texts that programs take for something else: numbers, dates, formulas, markup, commands.</summary>
    public static IReadOnlyList<string> Lookalikes { get; } =
    [
        "null",
        "NULL",
        "nil",
        "None",
        "undefined",
        "NaN",
        "N/A",
        "true",
        "0",
        "-0",
        "00123",
        "1e5",
        "1E+12",
        "0x1F",
        "1,234.50",
        "9007199254740993",
        "١٢٣",
        "=1+1",
        "=HYPERLINK(\"http://a.example\",\"b\")",
        "+41 44 668 18 00",
        "-1",
        "@SUM(1)",
        "|calc",
        "MARCH1",
        "1-2",
        "<script>alert(1)</script>",
        "&lt;b&gt;&amp;",
        "<!--",
        "]]>",
        "'; drop table contacts; --",
        "$HOME",
        "$(whoami)",
        "%s%n%d",
        "{0}",
        "{{7*7}}",
        "../../etc/passwd",
        "C:\\CON",
        "-rf",
        "--help",
    ];

    /// <summary>All of them, and a few that are long.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Delimited,
        .. Invisible,
        .. Scripts,
        .. Lookalikes,
        new string('x', 255),
        new string('"', 300),
        new string('ü', 40_000),
    ];
}

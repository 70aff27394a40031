using System.Text;

namespace Etl.Datasets.Samples;

/// <summary>All samples. Their README and a test are made from this list.</summary>
static class SampleList
{
    const string Header = "First Name,Last Name,Email,Phone,City\n";
    const string Ada = "Ada,Lovelace,ada@example.com,+44 7400 123456,London\n";
    const string Bob = "Bob,Stone,bob@example.com,+1 212 555 0101,New York\n";
    const string Three = Header + Ada + Bob + "Zoë,Weiß,zoe@example.org,+49 151 23456789,Köln\n";

    public static IReadOnlyList<Sample> All { get; } = Build();

    static List<Sample> Build()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return
        [
            FriendlySample.Contacts,
            .. Dialects(),
            .. Encodings(),
            .. LineEnds(),
            .. Quotes(),
            .. Shapes(),
            .. Unreadable(),
            .. Payloads(),
            .. Packed(),
        ];
    }

    static IEnumerable<Sample> Dialects() =>
        [
            Text(
                "semicolon.csv",
                "semicolon",
                2,
                "Decimal commas make the comma the more frequent sign.",
                "2 inserted.",
                "Name;Email;Revenue;City\nAda Lovelace;ada@example.com;1,50;London\nBob Stone;bob@example.com;2,75;Bern, BE\n"
            ),
            Text(
                "sep_line_tab.csv",
                "tab, `sep=` line, CR LF",
                2,
                "Excel's `sep=` line names the delimiter and is no record.",
                "2 inserted.",
                "sep=\t\r\nFirst Name\tLast Name\tEmail\r\nAda\tLovelace\tada@example.com\r\nBob\tStone\tbob@example.com\r\n"
            ),
            Text(
                "pipe.txt",
                "pipe",
                2,
                "Pipes, and commas in the values.",
                "2 inserted.",
                "First Name|Last Name|Email|Notes\nAda|Lovelace|ada@example.com|poet, mathematician\nBob|Stone|bob@example.com|\n"
            ),
            Text(
                "fullwidth_comma.csv",
                "multi-byte delimiter `，`",
                2,
                "The delimiter is three bytes of UTF-8.",
                "2 inserted with `--delimiter ，`.",
                "姓名，邮箱，城市\n王伟，wangwei@example.com，北京\n李娜，lina@example.com，上海\n"
            ),
        ];

    static IEnumerable<Sample> Encodings() =>
        [
            Encoded(
                "utf16le_bom.txt",
                "UTF-16LE with BOM, tab, CR LF",
                3,
                "Excel's \"Unicode Text\".",
                "3 inserted.",
                Three.Replace(",", "\t", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal),
                new UnicodeEncoding(bigEndian: false, byteOrderMark: true)
            ),
            Encoded(
                "windows1252.csv",
                "Windows-1252",
                3,
                "Western Excel's \"CSV\".",
                "3 inserted; the encoding is found.",
                Three,
                Encoding.GetEncoding(1252)
            ),
            Encoded(
                "gbk.csv",
                "GBK",
                2,
                "Chinese Excel's \"CSV\".",
                "2 inserted; the encoding is found.",
                "姓名,邮箱,城市\n王伟,wangwei@example.com,北京\n李娜,lina@example.com,上海\n",
                Encoding.GetEncoding("gbk")
            ),
        ];

    static IEnumerable<Sample> LineEnds() =>
        [
            Text("cr_only.csv", "CR line ends", 3, "Old Mac line ends.", "3 inserted.", Three.Replace('\n', '\r')),
            Text(
                "mixed_line_ends.csv",
                "LF, CR LF and CR",
                3,
                "Three line ends in one file, and blank lines that are no records.",
                "3 inserted.",
                Header
                    + Ada.Replace("\n", "\r\n", StringComparison.Ordinal)
                    + "\n"
                    + Bob.Replace('\n', '\r')
                    + "Cy,Ng,cy@example.com,,Oslo\n\n"
            ),
        ];

    static IEnumerable<Sample> Quotes() =>
        [
            Text(
                "quoted_line_breaks.csv",
                "",
                2,
                "Line breaks, delimiters and doubled quotes inside quotes.",
                "2 inserted.",
                "Name,Email,Street,Notes\n\"Lovelace, Ada\",ada@example.com,\"12 Long Lane\nLondon\",\"says \"\"hi\"\"\n\nand more\"\n\"Bob \"\"the Rock\"\" Stone\",bob@example.com,\"1 Main St\",\"\"\n"
            ),
            Text(
                "stray_quotes.csv",
                "",
                5,
                "Opening quotes that nothing closes cost their own record only; a quote within unquoted text is text.",
                "3 inserted, 2 rejected `UNCLOSED_QUOTE` (records 2 and 4).",
                Header
                    + Ada
                    + "\"Big\" Bob,Stone,bob@example.com,,Rome\nCy,Ng,cy@example.com,,5\" from Oslo\n\"Dee,Ray,dee@example.com,,Paris\nEve,Fox,eve@example.com,,\"Lima\"\n"
            ),
            Text(
                "backslash_escapes.csv",
                "backslash escapes",
                2,
                "Quotes escaped by a backslash, as MySQL writes them.",
                "2 inserted when the backslash is recognised or named.",
                "Name,Email,Notes\n\"Ada \\\"Countess\\\" Lovelace\",ada@example.com,\"a, b\"\n\"Bob Stone\",bob@example.com,\"C:\\\\temp\"\n"
            ),
        ];

    static IEnumerable<Sample> Shapes() =>
        [
            Text(
                "ragged.csv",
                "",
                4,
                "Short rows, long rows, and long rows whose extra fields are empty.",
                "3 inserted (record 2 with warning `ROW_SHORT`), record 3 rejected `ROW_TOO_LONG`.",
                Header
                    + Ada
                    + "Bob,Stone,bob@example.com\nCy,Ng,cy@example.com,,Oslo,one,two\nDee,Ray,dee@example.com,,Paris,,\n"
            ),
            Text(
                "preamble.csv",
                "",
                2,
                "LinkedIn's notes in front of the header.",
                "2 inserted; the header is the fourth line.",
                "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Lovelace,https://example.com/ada,ada@example.com,Engines,Analyst,12 Mar 2024\nBob,Stone,https://example.com/bob,,Quarry,Owner,03 Jan 2023\n"
            ),
            Text(
                "repeated_headers.csv",
                "",
                2,
                "The same header twice.",
                "2 inserted; both columns stay in the output.",
                "Name,Email,Phone,Phone\nAda,ada@example.com,+44 7400 123456,+44 7400 123457\nBob,bob@example.com,,+1 212 555 0101\n"
            ),
            Text(
                "no_header.csv",
                "no header",
                2,
                "The first line is a person.",
                "2 inserted with `--no-header` and columns named by `--set`.",
                Ada + Bob
            ),
        ];

    static IEnumerable<Sample> Unreadable() =>
        [
            Text("header_only.csv", "", 0, "Nothing but a header.", "0 read; the output is the header.", Header),
            Text("empty.csv", "", 0, "No byte at all.", "One sentence that the file is empty, and exit code 2.", ""),
            new(
                "binary.csv",
                "",
                null,
                "A PNG's beginning under a wrong name.",
                "One sentence that this is no text, and exit code 2.",
                [
                    0x89,
                    0x50,
                    0x4E,
                    0x47,
                    0x0D,
                    0x0A,
                    0x1A,
                    0x0A,
                    0,
                    0,
                    0,
                    0x0D,
                    0x49,
                    0x48,
                    0x44,
                    0x52,
                    0,
                    0,
                    1,
                    0,
                    0,
                    0,
                    1,
                    0,
                    8,
                    6,
                    0,
                    0,
                    0,
                    0x5C,
                    0x72,
                    0xA8,
                    0x66,
                ]
            ),
        ];

    static IEnumerable<Sample> Payloads() =>
        [
            Text(
                "formula_injection.csv",
                "",
                4,
                "Values that a spreadsheet would run.",
                "4 inserted; values unchanged, guarded only in files meant for spreadsheets.",
                "Name,Email,Phone,Notes\n=cmd|' /C calc'!A0,a@example.com,+12125550101,=1+1\n+SUM(A1:A9),b@example.com,,\"=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\"\n@SUM(1),c@example.com,,-2+3\n＝1+1,d@example.com,,\"\t=1\"\n"
            ),
            Text(
                "hostile_strings.csv",
                "",
                6,
                "Strings that break programs: quotes of SQL, markup, emoji with joiners, right-to-left marks, the word null.",
                "6 inserted; every name survives or a counted code says what was changed.",
                "Name,Email\nRobert'); DROP TABLE contacts;--,a@example.com\n<script>alert(1)</script>,b@example.com\n👩‍👩‍👧‍👦 Family,c@example.com\n\u202Eevil,d@example.com\nnull,e@example.com\n\u1E9E\u0130\u0131\u01C5 Ｆｕｌｌ,f@example.com\n"
            ),
        ];

    static IEnumerable<Sample> Packed() =>
        [
            Text("contacts.csv.gz", "gzip", 3, "Compressed.", "3 inserted.", Three),
            Text(
                "contacts.csv.br",
                "Brotli",
                3,
                "Compressed; Brotli has no magic number, the extension decides.",
                "3 inserted.",
                Three
            ),
            Text("contacts.zip", "zip with one member", 3, "Compressed.", "3 inserted.", Three),
            Text(
                "truncated.csv.gz",
                "gzip, cut off",
                null,
                "The transfer broke off.",
                "One sentence that the compressed file is cut off, and exit code 3; never a shorter file without a word.",
                Three
            ) with
            {
                IsTruncated = true,
            },
        ];

    static Sample Text(string name, string dialect, int? records, string shows, string expected, string content) =>
        new(name, dialect, records, shows, expected, Encoding.UTF8.GetBytes(content));

    static Sample Encoded(
        string name,
        string dialect,
        int? records,
        string shows,
        string expected,
        string content,
        Encoding encoding
    ) => new(name, dialect, records, shows, expected, [.. encoding.GetPreamble(), .. encoding.GetBytes(content)]);
}

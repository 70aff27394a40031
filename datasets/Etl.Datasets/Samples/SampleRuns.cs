namespace Etl.Datasets.Samples;

/// <summary>What <c>etl clean</c> must make of every sample. The samples' page and a test are made from this list.</summary>
static class SampleRuns
{
    public static IReadOnlyList<SampleRun> All { get; } =
    [
        new(
            "contacts.csv",
            "",
            0,
            17,
            3,
            1,
            "EMAIL_ROLE 1, EMAIL_SYNTAX 1, ENC_INVALID_BYTE 1, PHONE_REGION_UNKNOWN 1"
        ),
        new("semicolon.csv", "", 0, 2),
        new("sep_line_tab.csv", "", 0, 2),
        new("pipe.txt", "", 0, 2),
        new("fullwidth_comma.csv", "", 0, 2),
        new("fullwidth_comma.csv", "--delimiter ，", 0, 2),
        new("utf16le_bom.txt", "", 0, 3),
        new("windows1252.csv", "--encoding windows-1252", 0, 3),
        new("windows1252.csv", "", 0, 3),
        new("gbk.csv", "--encoding gbk", 0, 2),
        new("gbk.csv", "", 0, 2),
        new("cr_only.csv", "", 0, 3),
        new("mixed_line_ends.csv", "", 0, 3),
        new("quoted_line_breaks.csv", "", 0, 2),
        new("stray_quotes.csv", "", 0, 3, 0, 2, "UNCLOSED_QUOTE 2"),
        new("backslash_escapes.csv", "", 0, 2),
        new("ragged.csv", "", 0, 3, 0, 1, "ROW_SHORT 1, ROW_TOO_LONG 1"),
        new("preamble.csv", "", 0, 2),
        new("repeated_headers.csv", "", 0, 2),
        new("no_header.csv", "--no-header --set column_1=first_name --set column_3=email", 0, 2),
        new("header_only.csv", "", 0, 0),
        new("empty.csv", "", 2, 0),
        new("binary.csv", "", 2, 0),
        new("formula_injection.csv", "", 0, 4),
        new("hostile_strings.csv", "", 0, 6, 0, 0, "NAME_OF_SEVERAL 1"),
        new("contacts.csv.gz", "", 0, 3),
        new("contacts.csv.br", "", 0, 3),
        new("contacts.zip", "", 0, 3),
        new("truncated.csv.gz", "", 3, 0),
    ];
}

using System.Globalization;

namespace Etl.Jobs.Options;

/// <summary>Options about how the input is written.</summary>
static class ReadingSettings
{
    const JobSettingGroup Group = JobSettingGroup.Reading;
    const JobKind Readers = JobKind.Clean | JobKind.Import | JobKind.Inspect | JobKind.Preview;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Text(
            "delimiter",
            "TEXT",
            Group,
            Readers,
            "What stands between fields: a character, a text, or tab; found out by default.",
            (options, text) => options with { Delimiter = text },
            options => options.Delimiter
        ),
        SettingShape.Text(
            "quote",
            "CHAR",
            Group,
            Readers,
            "The quote character, or none; found out by default.",
            (options, text) => options with { Quote = text },
            options => options.Quote
        ),
        SettingShape.Text(
            "encoding",
            "NAME",
            Group,
            Readers,
            "The file's encoding, for example utf-16, windows-1252 or gb18030; found out by default, and asked for where it is not certain.",
            (options, text) => options with { Encoding = text },
            options => options.Encoding
        ),
        SettingShape.Switch(
            "no-header",
            Group,
            Readers,
            "The first record is not a header; columns are then called column_1, column_2 and so on.",
            (options, value) => options with { NoHeader = value },
            options => options.NoHeader
        ),
        SettingShape.Text(
            "limit",
            "N",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Export | JobKind.Preview,
            "Stop after N records.",
            (options, text) => options with { Limit = SettingValue.Whole("limit", text, 1, long.MaxValue) },
            options => options.Limit?.ToString(CultureInfo.InvariantCulture)
        ),
    ];
}

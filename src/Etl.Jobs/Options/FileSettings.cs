using Etl.Core.Files;
using Etl.Jobs.Inputs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Options;

/// <summary>Options about where records come from and go to.</summary>
static class FileSettings
{
    const JobSettingGroup Group = JobSettingGroup.Files;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Text(
            "out",
            "FILE",
            Group,
            JobKind.Clean | JobKind.Export,
            "The file to write, or - for standard output; .gz and .br compress.",
            (options, text) => options with { Output = IsStandard(text) ? InputPaths.Standard : text },
            options => options.Output
        ),
        SettingShape.Text(
            "to",
            "TARGET",
            Group,
            JobKind.Import,
            "The store to fill: sqlite:contacts.db (the default) or postgres://user@host/database?table=name.",
            (options, text) => options with { Target = text },
            options => options.Target == JobOptions.DefaultTarget ? null : options.Target
        ) with
        {
            Hide = TargetText.Shown,
        },
        SettingShape.Text(
            "from",
            "TARGET",
            Group,
            JobKind.Export,
            "The store to read: sqlite:contacts.db (the default) or postgres://user@host/database?table=name.",
            (options, text) => options with { From = text },
            options => options.From == JobOptions.DefaultTarget ? null : options.From
        ) with
        {
            Hide = TargetText.Shown,
        },
        SettingShape.Names(
            "columns",
            "FIELD,...",
            Group,
            JobKind.Export,
            "The fields to export, in this order; all by default.",
            (options, names) => options with { Columns = names },
            options => options.Columns
        ),
        SettingShape.Text(
            "where",
            "CONDITION",
            Group,
            JobKind.Export,
            "Only contacts that meet a condition, for example \"country = 'US' and email is not null\".",
            (options, text) => options with { Where = text },
            options => options.Where
        ),
        SettingShape.Text(
            "query",
            "SQL",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Export | JobKind.Inspect | JobKind.Preview,
            "What to read from a PostgreSQL database instead of a table, for example \"select * from crm.people where active\".",
            (options, text) => options with { Query = text },
            options => options.Query
        ),
        SettingShape.Text(
            "as",
            "FORMAT",
            Group,
            JobKind.Clean | JobKind.Export,
            "Write for another program: google, outlook, hubspot, salesforce, mailchimp, wecom and others, or etl for Etl's own field names (the default of export; clean keeps the input's header).",
            (options, text) => options with { As = text },
            options => options.As
        ),
        SettingShape.Switch(
            "overwrite",
            Group,
            JobKind.Clean | JobKind.Export,
            "Replace the output file if it exists; by default that is refused.",
            (options, value) => options with { Overwrite = value },
            options => options.Overwrite
        ),
        SettingShape.Text(
            "rejects",
            "FILE",
            Group,
            JobKind.Clean | JobKind.Import,
            "Where rejected records go, as they stood in the input; INPUT.rejects.csv by default.",
            (options, text) => options with { Rejects = text },
            options => options.Rejects
        ),
        SettingShape.Text(
            "report",
            "FILE",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Export,
            "Write the report of the run as JSON.",
            (options, text) => options with { Report = text },
            options => options.Report
        ),
        SettingShape.Text(
            "explain",
            "FILE",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Preview,
            "Write every change of a value and every warning as a line of JSON: record, line, field, before, after, code.",
            (options, text) => options with { Explain = text },
            options => options.Explain
        ),
        SettingShape.Choice<GuardMode>(
            "guard",
            Group,
            JobKind.Clean | JobKind.Export,
            "Protect spreadsheets against values that start a formula; auto is on for exported files, off for clean and in a pipe.",
            (options, value) => options with { Guard = value },
            options => options.Guard
        ),
    ];

    /// <summary>A name of standard output, whatever that is: then the summary must not go there, too.</summary>
    static bool IsStandard(string path) =>
        path == "/dev/stdout" || SpecialFile.DescriptorOf(path) == DescriptorStream.Output;
}

using Etl.Core.Normalization.Emails;

namespace Etl.Jobs.Options;

/// <summary>Options about what values and records must be like.</summary>
static class CleaningSettings
{
    const JobSettingGroup Group = JobSettingGroup.Cleaning;
    const JobKind Cleaners = JobKind.Clean | JobKind.Import | JobKind.Preview;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Text(
            "country",
            "CODE",
            Group,
            Cleaners,
            "The country of phone numbers without one, for example US; none by default.",
            (options, text) => options with { Country = text },
            options => options.Country
        ),
        SettingShape.Choice<DateOrderMode>(
            "date-order",
            Group,
            Cleaners,
            "How dates like 03/04/2024 are read; ask (the default) keeps and counts them.",
            (options, value) => options with { DateOrder = value },
            options => options.DateOrder
        ),
        SettingShape.Choice<EmailMode>(
            "email-mode",
            Group,
            Cleaners,
            "Which e-mail addresses are taken: contact (the default), or rfc for quoted names, comments and all that RFC 5322 allows.",
            (options, value) => options with { EmailMode = value },
            options => options.EmailMode
        ),
        SettingShape.Choice<RegionMode>(
            "regions",
            Group,
            Cleaners,
            "Names of states and provinces: code (the default) makes California CA where the country is known, keep leaves them.",
            (options, value) => options with { Regions = value },
            options => options.Regions
        ),
        SettingShape.Choice<RepairMode>(
            "repair",
            Group,
            Cleaners,
            "Undo damage that is only counted by default: mojibake reads JosÃ© back as José.",
            (options, value) => options with { Repair = value },
            options => options.Repair
        ),
        SettingShape.Switch(
            "strict",
            Group,
            Cleaners,
            "Reject a record for a bad value in any field; by default the value alone is dropped and counted.",
            (options, value) => options with { Strict = value },
            options => options.Strict
        ),
        SettingShape.Names(
            "require",
            "FIELD",
            Group,
            Cleaners,
            "Reject records without this field; may be repeated.",
            (options, names) => options with { Require = names },
            options => options.Require
        ),
        SettingShape.Text(
            "filter",
            "CONDITION",
            Group,
            Cleaners,
            "Take only records that meet a condition, for example \"state in ('CA','NY')\"; the others are counted.",
            (options, text) => options with { Filter = text },
            options => options.Filter
        ),
    ];
}

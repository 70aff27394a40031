using Etl.Core.Mapping;

namespace Etl.Jobs.Options;

/// <summary>Options about which column feeds which field.</summary>
static class MappingSettings
{
    const JobSettingGroup Group = JobSettingGroup.Mapping;
    const JobKind Mappers = JobKind.Clean | JobKind.Import | JobKind.Inspect | JobKind.Preview;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Text(
            "map",
            "FILE",
            Group,
            Mappers,
            "A mapping template: a file or the name of a saved one; by default one that fits the header is used.",
            (options, text) => options with { Map = text },
            options => options.Map
        ),
        SettingShape.Pairs(
            "set",
            "COLUMN=FIELD",
            Group,
            Mappers,
            "Feed a field from a column (by header or position #3); may be repeated.",
            text => SettingValue.Pair("set", text, true, "COLUMN=FIELD, for example --set \"Work Mail=email\""),
            (options, pairs) => options with { Set = pairs },
            options => options.Set
        ),
        new()
        {
            Name = "ignore",
            ValueName = "COLUMN",
            IsList = true,
            Group = Group,
            Kinds = Mappers,
            Description = "Leave a column unmapped; may be repeated.",
            Apply = (options, values) => options with { Ignore = [.. options.Ignore.Union(values)] },
            Read = options => options.Ignore,
        },
        SettingShape.Pairs(
            "default",
            "FIELD=VALUE",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Preview,
            "A value for records that have none in a field; may be repeated.",
            text => SettingValue.Pair("default", text, false, "FIELD=VALUE, for example --default country=US"),
            (options, pairs) => options with { Defaults = pairs },
            options => options.Defaults
        ),
        SettingShape.Text(
            "owner",
            "NAME",
            Group,
            JobKind.Clean | JobKind.Import | JobKind.Preview,
            "The owner of records without one, or round-robin:a,b,c to take turns.",
            (options, text) => options with { Owner = text },
            options => options.Owner
        ),
        SettingShape.Choice<UnmappedColumns>(
            "unmapped",
            Group,
            JobKind.Import | JobKind.Preview,
            "What becomes of columns that feed no field: left out (the default; kept in files of other programs that Etl knows), kept as custom.HEADER, or an error.",
            (options, value) => options with { Unmapped = value },
            options => options.Unmapped
        ),
        SettingShape.Text(
            "templates",
            "FOLDER",
            Group,
            Mappers,
            "Where templates are kept; the user's configuration folder by default.",
            (options, text) => options with { Templates = text },
            options => options.Templates
        ),
    ];
}

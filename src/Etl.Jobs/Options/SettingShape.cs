namespace Etl.Jobs.Options;

/// <summary>Makes settings of the usual shapes.</summary>
static class SettingShape
{
    public static JobSetting Text(
        string name,
        string valueName,
        JobSettingGroup group,
        JobKind kinds,
        string description,
        Func<JobOptions, string, JobOptions> apply,
        Func<JobOptions, string?> read
    ) =>
        new()
        {
            Name = name,
            ValueName = valueName,
            Group = group,
            Kinds = kinds,
            Description = description,
            Apply = (options, values) => apply(options, values[^1]),
            Read = options => read(options) is { } text ? [text] : [],
        };

    public static JobSetting Switch(
        string name,
        JobSettingGroup group,
        JobKind kinds,
        string description,
        Func<JobOptions, bool, JobOptions> apply,
        Func<JobOptions, bool> read
    ) =>
        new()
        {
            Name = name,
            Group = group,
            Kinds = kinds,
            Description = description,
            Apply = (options, values) => apply(options, SettingValue.Switch(name, values[^1])),
            Read = options => read(options) ? ["true"] : [],
        };

    public static JobSetting Choice<TEnum>(
        string name,
        JobSettingGroup group,
        JobKind kinds,
        string description,
        Func<JobOptions, TEnum, JobOptions> apply,
        Func<JobOptions, TEnum> read
    )
        where TEnum : struct, Enum =>
        new()
        {
            Name = name,
            ValueName = string.Join('|', SettingValue.ChoiceNames<TEnum>()),
            Choices = SettingValue.ChoiceNames<TEnum>(),
            Group = group,
            Kinds = kinds,
            Description = description,
            Apply = (options, values) => apply(options, SettingValue.Choice<TEnum>(name, values[^1])),
            Read = options =>
                EqualityComparer<TEnum>.Default.Equals(read(options), default)
                    ? []
                    : [SettingValue.ChoiceName(read(options))],
        };

    public static JobSetting Names(
        string name,
        string valueName,
        JobSettingGroup group,
        JobKind kinds,
        string description,
        Func<JobOptions, IReadOnlyList<string>, JobOptions> apply,
        Func<JobOptions, IReadOnlyList<string>> read
    ) =>
        new()
        {
            Name = name,
            ValueName = valueName,
            IsList = true,
            Group = group,
            Kinds = kinds,
            Description = description,
            Apply = (options, values) => apply(options, SettingValue.Names(values)),
            Read = read,
        };

    public static JobSetting Pairs(
        string name,
        string valueName,
        JobSettingGroup group,
        JobKind kinds,
        string description,
        Func<string, KeyValuePair<string, string>> parse,
        Func<JobOptions, IReadOnlyList<KeyValuePair<string, string>>, JobOptions> apply,
        Func<JobOptions, IReadOnlyList<KeyValuePair<string, string>>> read
    ) =>
        new()
        {
            Name = name,
            ValueName = valueName,
            IsList = true,
            Group = group,
            Kinds = kinds,
            Description = description,
            Apply = (options, values) => apply(options, SettingValue.Merge(read(options), values.Select(parse))),
            Read = options => [.. read(options).Select(pair => $"{pair.Key}={pair.Value}")],
        };
}

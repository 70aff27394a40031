using Etl.Core.Contracts;
using Etl.Core.Dedupe;

namespace Etl.Jobs.Options;

/// <summary>Options about what counts as the same contact, and what happens then.</summary>
static class DuplicateSettings
{
    const JobSettingGroup Group = JobSettingGroup.Duplicates;
    const JobKind Writers = JobKind.Clean | JobKind.Import | JobKind.Preview;

    public static readonly IReadOnlyList<JobSetting> All =
    [
        SettingShape.Names(
            "match",
            "RULE",
            Group,
            Writers,
            "What makes two records the same: email, email:gmail (dots and +tags of Gmail do not count), phone, or fields like first_name+last_name+company; repeat for a cascade. Default: email, then phone.",
            (options, names) => options with { Match = names },
            options => options.Match
        ),
        SettingShape.Choice<DuplicatePolicy>(
            "on-duplicate",
            Group,
            Writers,
            "Skip later records (the default), let them update the earlier one, create them all the same, or fail.",
            (options, value) => options with { OnDuplicate = value },
            options => options.OnDuplicate
        ),
        SettingShape.Choice<BlankPolicy>(
            "blank",
            Group,
            JobKind.Clean | JobKind.Import,
            "In an update, an empty value keeps the stored one (the default) or clears it.",
            (options, value) => options with { Blank = value },
            options => options.Blank
        ),
        new()
        {
            Name = "merge",
            ValueName = "FIELD=keep|overwrite|fill|append",
            IsList = true,
            Group = Group,
            Kinds = JobKind.Clean | JobKind.Import,
            Description =
                "In an update, what becomes of a field with values on both sides: keep the stored one, overwrite it (the default), fill it when empty, or append; may be repeated.",
            Apply = (options, values) =>
                options with
                {
                    Merge = SettingValue.Merge(options.Merge, values.Select(MergeOf)),
                },
            Read = options => [.. options.Merge.Select(pair => $"{pair.Key}={SettingValue.ChoiceName(pair.Value)}")],
        },
        SettingShape.Switch(
            "allow-resubscribe",
            Group,
            JobKind.Clean | JobKind.Import,
            "Let an update move consent back to subscribed; by default it only moves towards unsubscribed.",
            (options, value) => options with { AllowResubscribe = value },
            options => options.AllowResubscribe
        ),
    ];

    static KeyValuePair<string, MergePolicy> MergeOf(string text)
    {
        var (field, policy) = SettingValue.Pair("merge", text, true, "FIELD=POLICY, for example --merge tags=append");
        return KeyValuePair.Create(field, SettingValue.Choice<MergePolicy>("merge", policy));
    }
}

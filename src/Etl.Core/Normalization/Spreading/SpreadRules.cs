using Etl.Core.Mapping;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Names;
using Etl.Core.Normalization.Phones;

namespace Etl.Core.Normalization.Spreading;

/// <summary>Every way in which values are spread over several fields. The cleaner of a rule's field does the spreading.</summary>
public static class SpreadRules
{
    /// <summary>All rules; at most one for each field.</summary>
    public static IReadOnlyList<SpreadRule> All { get; } =
    [
        new("email", ["email_2", "email_3"], EmailList.Need),
        new("email_2", ["email_3"], EmailList.Need),
        new("phone", ["other_phone", "home_phone", "mobile"], PhoneList.Need),
        new("mobile", ["other_phone", "home_phone"], PhoneList.Need),
        new("home_phone", ["other_phone"], PhoneList.NeedOne),
        new("full_name", FullNameNormalizer.Targets, FullNameNormalizer.Need) { Unless = ["first_name", "last_name"] },
        new("street", ["city", "state", "postal_code", "country"], StreetCleaner.Need)
        {
            Unless = ["city", "postal_code"],
            NeedInCountry = StreetCleaner.Need,
        },
    ];

    /// <summary>
    /// For each target of the field's rule its column in the layout, or −1; empty when no rule applies, and then there is no room.
    /// </summary>
    public static int[] TargetsOf(string field, BatchLayout layout)
    {
        var rule = All.FirstOrDefault(rule => rule.Field == field);
        return rule?.AppliesTo(layout) == true ? [.. rule.Targets.Select(layout.ColumnOf)] : [];
    }

    /// <summary>Where a field's cleaning comes in the order of all fields: behind those that write into it.</summary>
    public static int OrderOf(string field)
    {
        var sources = All.Where(rule => rule.Targets.Contains(field)).ToList();
        return sources.Count == 0 ? 0 : 1 + sources.Max(rule => OrderOf(rule.Field));
    }
}

using Etl.Core.Mapping;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Names;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Spreading;

/// <summary>Every way in which values are spread over several fields. The cleaner of a rule's field does the spreading.</summary>
public static class SpreadRules
{
    /// <summary>Custom field of the addresses that the e-mail fields have no room for.</summary>
    const string MoreEmails = "custom.more_emails";

    /// <summary>Custom field of the numbers that the phone fields have no room for.</summary>
    const string MorePhones = "custom.more_phones";

    /// <summary>Custom field of the numbers behind the first of a fax field.</summary>
    const string MoreFaxes = "custom.more_faxes";

    /// <summary>All rules; at most one for each field.</summary>
    public static IReadOnlyList<SpreadRule> All { get; } =
    [
        new("email", ["email_2", "email_3"], EmailList.NeedTwo) { Rest = MoreEmails },
        new("email_2", ["email_3"], EmailList.NeedOne) { Rest = MoreEmails },
        new("email_3", [], EmailList.NeedNone) { Rest = MoreEmails },
        new("phone", ["other_phone", "home_phone", "mobile"], PhoneList.NeedThree) { Rest = MorePhones, Named = "fax" },
        new("mobile", ["other_phone", "home_phone"], PhoneList.NeedTwo) { Rest = MorePhones, Named = "fax" },
        new("home_phone", ["other_phone"], PhoneList.NeedOne) { Rest = MorePhones, Named = "fax" },
        new("other_phone", [], PhoneList.NeedNone) { Rest = MorePhones, Named = "fax" },
        new("fax", [], PhoneList.NeedNone) { Rest = MoreFaxes },
        new("full_name", FullNameNormalizer.Targets, FullNameNormalizer.Need)
        {
            Unless = ["first_name", "last_name"],
            WhereEmpty = ["company"],
            NeedInCountry = FullNameNormalizer.Need,
        },
        new("street", ["city", "state", "postal_code", "country"], StreetCleaner.Need)
        {
            UnlessInRecord = ["city", "postal_code"],
            NeedInCountry = StreetCleaner.Need,
        },
        new("postal_code", ["city"], PostalCity.Need) { UnlessInRecord = ["city"], NeedInCountry = PostalCity.Need },
    ];

    /// <summary>
    /// For each target of the field's rule its column in the layout, or −1; empty when no rule applies, and then there is no room.
    /// </summary>
    public static int[] TargetsOf(string field, BatchLayout layout)
    {
        var rule = All.FirstOrDefault(rule => rule.Field == field);
        return rule?.AppliesTo(layout) == true
            ? [.. rule.Targets.Select(target => rule.Fills(target, layout) ? layout.ColumnOf(target) : -1)]
            : [];
    }

    /// <summary>The column that keeps what the targets of the field's rule have no room for; −1 when there is none.</summary>
    public static int RestOf(string field, BatchLayout layout)
    {
        var rule = All.FirstOrDefault(rule => rule.Field == field);
        return rule is { Rest: { } rest } && rule.AppliesTo(layout) ? layout.ColumnOf(rest) : -1;
    }

    /// <summary>The column of the parts that say they are its own, see <see cref="SpreadRule.Named"/>; −1 when there is none.</summary>
    public static int NamedOf(string field, BatchLayout layout)
    {
        var rule = All.FirstOrDefault(rule => rule.Field == field);
        return rule is { Named: { } named } && rule.AppliesTo(layout) ? layout.ColumnOf(named) : -1;
    }

    /// <summary>All fields that are targets or rests, in the order in which columns are added for them.</summary>
    public static IReadOnlyList<ContactField> Fields { get; } =
    [
        .. ContactFields.All.Where(field => All.Any(rule => rule.Targets.Contains(field.Name))),
        .. All.Select(rule => rule.Rest)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(name => ContactFields.Find(name)!),
    ];

    /// <summary>Where a field's cleaning comes in the order of all fields: behind those that write into it.</summary>
    public static int OrderOf(string field)
    {
        var sources = All.Where(rule => rule.Targets.Contains(field) || rule.Rest == field || rule.Named == field)
            .ToList();
        return sources.Count == 0 ? 0 : 1 + sources.Max(rule => OrderOf(rule.Field));
    }
}

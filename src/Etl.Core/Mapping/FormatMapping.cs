using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// The step before names and aliases, for the files of well-known programs: what each of their columns means is known. What no field holds is
/// kept as <c>custom.HEADER</c>, so that an export to the same program gives it back.
/// </summary>
static class FormatMapping
{
    /// <summary>Kinds of values of which a contact has several, the preferred one first.</summary>
    static readonly string[] labels = ["Work", "Home", "Other"];

    static readonly Dictionary<string, string> phoneFields = new(StringComparer.Ordinal)
    {
        ["Work"] = "phone",
        ["Mobile"] = "mobile",
        ["Home"] = "home_phone",
        ["Other"] = "other_phone",
        ["Work Fax"] = "fax",
    };

    /// <summary>Maps the columns of the format.</summary>
    /// <returns>How the rows are arranged; null when they are taken as they stand.</returns>
    public static RowArrangement? Apply(MappingDraft draft, MappingOptions options, FormatMatch? match)
    {
        if (match is null)
        {
            return null;
        }
        var uses = Find(draft, match.Format);
        if (!options.Arranges)
        {
            MapInPlace(draft, options, uses);
            return null;
        }
        for (var index = 0; index < uses.Count; index++)
        {
            uses[index] = Map(draft, options, uses[index]);
        }
        // The first of several values is the one with the lowest number, wherever its columns stand.
        return new ArrangementMaker(draft, options, match.Format).Make([.. uses.OrderBy(use => use.Number)]);
    }

    static List<FormatColumnUse> Find(MappingDraft draft, ContactFormat format)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        var uses = new List<FormatColumnUse>();
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var header = draft.Headers[column];
            if (
                draft.IsOpen(column)
                && FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(header)) is { } found
                && !found.Column.Rule.IsRowNumber
                && !HeaderAliases.Default.IsSensitive(header)
            )
            {
                uses.Add(new FormatColumnUse(column, found.Column.Rule, found.Number));
            }
        }
        return uses;
    }

    static FormatColumnUse Map(MappingDraft draft, MappingOptions options, FormatColumnUse use)
    {
        if (FieldOf(use.Rule) is { } field && CanFeed(draft, options, field))
        {
            draft.Map(use.Column, field, MappingSources.Format);
            return use;
        }
        if (FamilyOf(use.Rule) is { } family)
        {
            draft.SetFamily(use.Column, family);
        }
        var custom = ContactFields.Find(ContactField.CustomPrefix + draft.Headers[use.Column]);
        if (custom is not null && CanFeed(draft, options, custom))
        {
            draft.Map(use.Column, custom, MappingSources.Format);
            return use with { IsStored = true };
        }
        if (use.Rule.IsSlot || use.Rule.IsWholeAddress || use.Rule.Part.Length > 0)
        {
            draft.Take(use.Column);
        }
        return use;
    }

    /// <summary>The field that a column feeds as it stands; a part of a date feeds none.</summary>
    static ContactField? FieldOf(FormatRule rule) =>
        rule is { IsField: true, Part: "" } ? ContactFields.Find(rule.Name) : null;

    /// <summary>What a column holds whose values are placed in other columns: <c>phone</c>, <c>phone label</c>, <c>city</c>, <c>birthday year</c>.</summary>
    static string? FamilyOf(FormatRule rule) =>
        rule switch
        {
            { IsKept: true } or { IsOther: true } => null,
            { Part: "" } => rule.IsSlot ? rule.Name : null,
            { Name: "address", Part: not ("label" or "formatted") } => rule.Part,
            _ => $"{rule.Name} {rule.Part}",
        };

    static bool CanFeed(MappingDraft draft, MappingOptions options, ContactField field) =>
        draft.IsFree(field) && TargetPlaces.HasPlaceFor(options, field);

    /// <summary>
    /// For a file that is cleaned under its own header: each value is cleaned where it stands, and what is no field of a contact is left alone.
    /// Numbered columns are known by their aliases.
    /// </summary>
    static void MapInPlace(MappingDraft draft, MappingOptions options, List<FormatColumnUse> uses)
    {
        var address = labels.FirstOrDefault(
            label => uses.Exists(use => use.Rule.Name == "address" && use.Key == label && !draft.IsEmpty(use.Column)),
            labels[0]
        );
        foreach (var use in uses)
        {
            var name = use.Rule switch
            {
                { IsField: true, Part: "", IsPlain: true } rule => rule.Name,
                { Name: "phone", IsSlot: true } => phoneFields.GetValueOrDefault(use.Key),
                { Name: "address", IsSlot: true } rule when use.Key == address => rule.Part,
                _ => null,
            };
            if (name is not null && ContactFields.Find(name) is { } field && CanFeed(draft, options, field))
            {
                draft.Map(use.Column, field, MappingSources.Format);
            }
            else if (!use.IsNumbered)
            {
                draft.Ignore(use.Column);
            }
        }
    }
}

using System.Text;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Makes the <see cref="RowArrangement"/> of one input, and the columns that it fills, out of the columns that <see cref="FormatMapping"/> found.</summary>
sealed class ArrangementMaker(MappingDraft draft, MappingOptions options, ContactFormat format)
{
    static readonly string[] addressParts = ["street", "street_2", "city", "state", "postal_code", "country"];

    // The kind that goes without saying: what an address is for, when nothing is kept.
    static readonly byte[] usualAddress = Encoding.UTF8.GetBytes("Work");

    static readonly (string Field, string Label)[] phonePlaces =
    [
        ("phone", "Work"),
        ("mobile", "Mobile"),
        ("home_phone", "Home"),
        ("other_phone", "Other"),
        ("fax", "Work Fax"),
    ];

    readonly RowArrangement arrangement = new(format.ListSeparator);

    /// <summary>The arrangement; null when the input needs none.</summary>
    public RowArrangement? Make(IReadOnlyList<FormatColumnUse> uses)
    {
        AddConversions(uses);
        AddLists(uses, "email", ["email", "email_2", "email_3"]);
        AddPhones(uses);
        AddAddresses(uses);
        AddWholeAddress(uses);
        AddLists(uses, "website", ["website"]);
        AddOthers(uses);
        AddConsentOfFile(uses);
        return arrangement.IsEmpty ? null : arrangement;
    }

    void AddConversions(IReadOnlyList<FormatColumnUse> uses)
    {
        foreach (var (column, rule, _) in uses.Where(use => use.Rule.IsField))
        {
            if (rule.Part == "year")
            {
                AddDate(uses, column, rule.Name);
            }
            else if (draft.FieldOf(column) is not null && ConversionOf(rule, column) is { } conversion)
            {
                arrangement.Conversions.Add(conversion);
            }
        }
    }

    static ICellConversion? ConversionOf(FormatRule rule, int column) =>
        rule.Convention switch
        {
            "optout" => new OptOutConversion(column, column),
            "quoted" => new QuotedListConversion(column),
            "list" => new LabelListConversion(column),
            "plain" => new PlainPhoneConversion(column),
            "MM/dd" => new MonthDayConversion(column),
            var pattern when pattern.StartsWith("dd-MM-yyyy", StringComparison.Ordinal) => new DayFirstConversion(
                column
            ),
            _ => null,
        };

    void AddDate(IReadOnlyList<FormatColumnUse> uses, int year, string field)
    {
        var (month, day) = (ColumnOf(uses, field, "month"), ColumnOf(uses, field, "day"));
        if (Derive(field) is var date and >= 0)
        {
            arrangement.Conversions.Add(new DatePartsConversion(date, year, month, day));
        }
    }

    void AddLists(IReadOnlyList<FormatColumnUse> uses, string family, string[] fields)
    {
        var slots = Slots(uses, family);
        if (slots.Count == 0)
        {
            return;
        }
        var places = fields.Select(field => Place(field, "", slots)).OfType<ValuePlace>().ToArray();
        arrangement.Placings.Add(new ListPlacing(slots, places));
    }

    void AddPhones(IReadOnlyList<FormatColumnUse> uses)
    {
        var slots = Slots(uses, "phone");
        if (slots.Count == 0)
        {
            return;
        }
        var isLabelled = slots.Any(slot => slot.LabelColumn >= 0);
        // A number without a label may be in "phone", so that one of work says so when labels are free.
        var places = phonePlaces.Select(place =>
            Place(place.Field, isLabelled && place.Field == "phone" ? "" : place.Label, slots)
        );
        arrangement.Placings.Add(new PhonePlacing(slots, [.. places]));
    }

    void AddAddresses(IReadOnlyList<FormatColumnUse> uses)
    {
        var slots = uses.Where(use => use.Rule is { Name: "address", IsSlot: true })
            .GroupBy(use => use.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key == "Work" ? 0 : 1)
            .Select(AddressOf)
            .ToArray();
        if (slots.Length == 0)
        {
            return;
        }
        int[] places = [.. addressParts.Select(Derive)];
        var isLabelled = slots.Any(slot => slot.LabelColumn >= 0);
        var label = slots.Length > 1 || isLabelled ? Derive("custom.address_label") : -1;
        arrangement.Placings.Add(new AddressPlacing(slots, places, label, isLabelled ? [] : usualAddress));
    }

    void AddWholeAddress(IReadOnlyList<FormatColumnUse> uses)
    {
        if (uses.FirstOrDefault(use => use.Rule.IsWholeAddress) is { } use)
        {
            arrangement.Placings.Add(
                new WholeAddressPlacing(use.Column, [.. addressParts.Select(Derive)], use.IsStored)
            );
        }
    }

    static AddressSlot AddressOf(IGrouping<string, FormatColumnUse> columns)
    {
        var label = Part("label");
        return new AddressSlot(
            [.. addressParts.Select(Part)],
            Part("formatted"),
            label,
            label < 0 && !columns.First().IsNumbered ? Encoding.UTF8.GetBytes(columns.Key) : [],
            columns.All(column => column.IsStored)
        );

        int Part(string part) => columns.FirstOrDefault(use => use.Rule.Part == part)?.Column ?? -1;
    }

    /// <summary>A custom field for each name that the first records give to one.</summary>
    void AddOthers(IReadOnlyList<FormatColumnUse> uses)
    {
        (int Name, int Value)[] pairs =
        [
            .. uses.Where(use => use.Rule is { IsOther: true, Part: "" })
                .Select(use => (Names(use).FirstOrDefault()?.Column ?? -1, use.Column))
                .Where(pair => pair.Item1 >= 0),
        ];
        var own = FormatCatalog.ColumnsOf(format);
        var places = new List<(byte[] Name, int Column)>();
        var names = pairs.SelectMany(pair => draft.EvidenceOf(pair.Name)?.Texts ?? []);
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase).Take(ColumnEvidence.TextsMax))
        {
            var isPlain =
                !name.Contains(':', StringComparison.Ordinal)
                && !name.EndsWith("_label", StringComparison.Ordinal)
                && FormatCatalog.FindColumn(own, FormatCatalog.Normalize(name)) is null;
            if (
                isPlain
                && ContactFields.Find(ContactField.CustomPrefix + name) is { IsCustom: true } field
                && Derive(field.Name) is var column and >= 0
            )
            {
                places.Add((Encoding.UTF8.GetBytes(name), column));
            }
        }
        if (places.Count > 0)
        {
            arrangement.Placings.Add(new OtherPlacing(pairs, places));
        }
        IEnumerable<FormatColumnUse> Names(FormatColumnUse value) =>
            uses.Where(use => use.Rule is { IsOther: true, Part: "name" } && use.Number == value.Number);
    }

    void AddConsentOfFile(IReadOnlyList<FormatColumnUse> uses)
    {
        if (!format.HasConsentFiles)
        {
            return;
        }
        var name = options.FileName?.Split('/', '\\')[^1] ?? "";
        var state =
            Array.Find(ConsentFiles.States, state => name.StartsWith(state + "_", StringComparison.OrdinalIgnoreCase))
            ?? (uses.Any(use => draft.Headers[use.Column] == "UNSUB_TIME") ? "unsubscribed" : null);
        if (state is not null && Derive("consent") is var column and >= 0)
        {
            arrangement.Texts.Add((column, Encoding.UTF8.GetBytes(state)));
        }
    }

    static List<ValueSlot> Slots(IReadOnlyList<FormatColumnUse> uses, string family) =>
        [
            .. uses.Where(use => use.Rule is { IsSlot: true, Part: "" } rule && rule.Name == family)
                .Select(use => new ValueSlot(
                    use.Column,
                    uses.FirstOrDefault(label =>
                        label.Rule.Name == family && label.Rule.Part == "label" && label.Key == use.Key
                    )?.Column
                        ?? -1,
                    use.IsNumbered ? [] : Encoding.UTF8.GetBytes(use.Key),
                    use.IsStored
                )),
        ];

    ValuePlace? Place(string field, string label, List<ValueSlot> slots)
    {
        var column = Derive(field);
        if (column < 0)
        {
            return null;
        }
        var needsLabel = slots.Count > 1 || slots[0].LabelColumn >= 0;
        return new ValuePlace(column, needsLabel ? Derive($"custom.{field}_label") : -1, Encoding.UTF8.GetBytes(label));
    }

    /// <summary>The column that is added for a field; −1 when another column feeds it or the target has no place for it.</summary>
    int Derive(string name)
    {
        var field = ContactFields.Find(name)!;
        return draft.IsFree(field) && TargetPlaces.HasPlaceFor(options, field) ? draft.Derive(field) : -1;
    }

    static int ColumnOf(IReadOnlyList<FormatColumnUse> uses, string name, string part) =>
        uses.FirstOrDefault(use => use.Rule.Name == name && use.Rule.Part == part)?.Column ?? -1;
}

using System.Diagnostics;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Consents;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Customs;
using Etl.Core.Normalization.Dates;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Names;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Normalization.Regions;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.TagLists;
using Etl.Core.Normalization.Texts;
using Etl.Core.Normalization.Urls;
using Etl.Core.Schema;

namespace Etl.Core.Normalization;

/// <summary>Chooses what cleans each column.</summary>
public static class Normalizers
{
    /// <summary>Behind every other field: chains of fields that are spread are shorter than this.</summary>
    const int PhoneOrder = 100;

    /// <summary>
    /// What cleans the mapped columns of a layout, in the order to run them in: countries first and phone numbers, which are read
    /// by the country or the address, last; and a column whose values are spread before the columns that they are spread to, so that what is placed
    /// there is cleaned like a value of the input. Unmapped columns are left untouched. Make one plan per worker.
    /// </summary>
    public static IReadOnlyList<PlannedNormalizer> Plan(BatchLayout layout, NormalizationOptions options)
    {
        var plan = new List<PlannedNormalizer>();
        for (var column = 0; column < layout.Columns.Count; column++)
        {
            if (layout.Columns[column].Field is not { } field)
            {
                continue;
            }
            plan.Add(new PlannedNormalizer(column, For(field, options, layout)));
        }
        return [.. plan.OrderBy(planned => OrderOf(layout.Columns[planned.Column].Field!))];
    }

    /// <summary>What cleans one field's column. It keeps buffers: one instance per worker and column.</summary>
    public static IFieldNormalizer For(ContactField field, NormalizationOptions options, BatchLayout layout)
    {
        var badValues = new BadValues(options.Strict);
        return field.Kind switch
        {
            _ when field.Type is { } type => ForType(type, field, options, layout),
            _ when IsOfNumbers(field, layout) => Column(ColumnNumberCleanerFor(field, layout), badValues),
            _ when field.IsCustom => Column(IdentifierCleanerFor(field, layout), badValues),
            FieldKind.Identifier => Column(IdentifierCleanerFor(field, layout), badValues),
            FieldKind.MultilineText when field.Name == "street" => Column(
                new StreetCleaner(RowCountry.In(layout, options), SpreadRules.TargetsOf(field.Name, layout)),
                badValues
            ),
            FieldKind.MultilineText => Column(new MultilineTextCleaner(), badValues),
            FieldKind.Name => NameNormalizer(field, badValues, layout, options),
            FieldKind.Email => EmailNormalizer(field, badValues, layout, options),
            FieldKind.Phone => PhoneNormalizer(field, badValues, layout, options),
            FieldKind.Country => CountryNormalizer(badValues, layout),
            FieldKind.Date or FieldKind.Timestamp => Column(DateCleanerFor(field, options, layout), badValues),
            FieldKind.Tags => Column(new TagsCleaner(), badValues),
            FieldKind.Url => Column(new UrlCleaner(), badValues),
            FieldKind.Consent => Column(new ConsentCleaner(), badValues),
            FieldKind.Region when !options.KeepsRegionNames => Column(
                new RegionCleaner(RowCountry.In(layout, options)),
                badValues
            ),
            FieldKind.PostalCode => Column(
                new PostalCleaner(RowCountry.In(layout, options))
                {
                    Targets = SpreadRules.TargetsOf(field.Name, layout),
                },
                badValues
            ),
            FieldKind.Text or FieldKind.Region => Column(new TextCleaner(), badValues),
            _ => throw new UnreachableException($"There is no normalizer for {field.Kind}."),
        };
    }

    static IFieldNormalizer ForType(
        CustomType type,
        ContactField field,
        NormalizationOptions options,
        BatchLayout layout
    )
    {
        var badValues = new BadValues(options.Strict);
        return type.Kind switch
        {
            CustomKind.Number or CustomKind.Currency => Column(
                NumberCleanerFor(type, field, options, layout),
                badValues
            ),
            CustomKind.Date when type.Argument.Length == 0 => Column(DateCleanerFor(field, options, layout), badValues),
            CustomKind.Date => Column(new PatternDateCleaner(DatePattern.Find(type.Argument)!), badValues),
            CustomKind.Bool => Column(new BoolCleaner(), badValues),
            CustomKind.Enum => Column(new EnumCleaner(new EnumWords(type.Argument)), badValues),
            _ => throw new UnreachableException($"There is no normalizer for {type}."),
        };
    }

    static ColumnNormalizer<EmailCleaner> EmailNormalizer(
        ContactField field,
        BadValues badValues,
        BatchLayout layout,
        NormalizationOptions options
    )
    {
        var cleaner = new EmailCleaner(options.EmailMode, SpreadRoom.Of(field.Name, layout, options.KeepsLists));
        return new(cleaner, badValues, new UsualEmails(cleaner.Finder));
    }

    static ColumnNormalizer<CountryCleaner> CountryNormalizer(BadValues badValues, BatchLayout layout)
    {
        var cleaner = new CountryCleaner(CountryOrState.In(layout));
        return new(cleaner, badValues, new UsualCountries(cleaner));
    }

    static ColumnNormalizer<PhoneCleaner> PhoneNormalizer(
        ContactField field,
        BadValues badValues,
        BatchLayout layout,
        NormalizationOptions options
    )
    {
        var region = new PhoneRegion(RowCountry.In(layout, options));
        var room = SpreadRoom.Of(field.Name, layout, options.KeepsLists);
        return new(new PhoneCleaner(region, room), badValues, new UsualPhones(region));
    }

    static IdentifierCleaner IdentifierCleanerFor(ContactField field, BatchLayout layout) =>
        new(layout.ColumnOf(field) is var column and >= 0 && layout.Columns[column].HasLostDigits);

    static bool IsOfNumbers(ContactField field, BatchLayout layout) =>
        layout.ColumnOf(field) is var column and >= 0 && layout.Columns[column].FeedsNumbers;

    static ColumnNumberCleaner ColumnNumberCleanerFor(ContactField field, BatchLayout layout) =>
        new(IdentifierCleanerFor(field, layout), layout.Columns[layout.ColumnOf(field)].DecimalMarks);

    static NumberCleaner NumberCleanerFor(
        CustomType type,
        ContactField field,
        NormalizationOptions options,
        BatchLayout layout
    )
    {
        var column = layout.ColumnOf(field);
        var proven = column < 0 ? null : layout.Columns[column].DecimalMarks;
        return new NumberCleaner(
            type.Numbers! with
            {
                Proven = proven,
            },
            type.Money is { } money ? money with { Country = options.Country } : null
        );
    }

    static int OrderOf(ContactField field) =>
        field.Kind switch
        {
            FieldKind.Country => -1,
            // A postal code is proven by the name of its region; a phone number is read by both, cleaned.
            FieldKind.Region => PhoneOrder - 1,
            FieldKind.Phone => PhoneOrder + SpreadRules.OrderOf(field.Name),
            _ => SpreadRules.OrderOf(field.Name),
        };

    static IFieldNormalizer NameNormalizer(
        ContactField field,
        BadValues badValues,
        BatchLayout layout,
        NormalizationOptions options
    )
    {
        var part = field.Name switch
        {
            "name_prefix" => NameField.Prefix,
            "last_name" => NameField.Last,
            "name_suffix" => NameField.Suffix,
            "full_name" => NameField.Full,
            "nickname" => NameField.Nickname,
            _ => NameField.Given,
        };
        var countries = RowCountry.In(layout, options);
        var cleaning = Column(
            new NameCleaner(part)
            {
                FullColumn = layout.ColumnOf("full_name"),
                Alphabet = NameAlphabet.In(layout, countries),
            },
            badValues
        );
        return part == NameField.Full
            ? new FullNameNormalizer(
                cleaning,
                countries,
                [.. new[] { "first_name", "last_name" }.Select(layout.ColumnOf).Where(column => column >= 0)],
                SpreadRules.TargetsOf(field.Name, layout)
            )
            : cleaning;
    }

    // A birthday is never in the future; of other dates nothing is known.
    static DateCleaner DateCleanerFor(ContactField field, NormalizationOptions options, BatchLayout layout)
    {
        var isBirthday = field.Name == "birthday";
        var latest = isBirthday ? options.Today : null;
        var proven = layout.ColumnOf(field) is var column and >= 0 ? layout.Columns[column].Dates : null;
        var order = options.DateOrder == DateOrder.Unknown && proven is not null ? proven.Order : options.DateOrder;
        var reader = new DateReader(order, latest)
        {
            Separators =
                options.DateOrder == DateOrder.Unknown && proven is not null ? proven.Separators : DateSeparators.All,
            PointOrder = proven?.PointOrder ?? DateOrder.DayMonthYear,
        };
        return new DateCleaner(reader, KeepsTime: field.Kind == FieldKind.Timestamp, latest)
        {
            Countries = RowCountry.In(layout, options),
            MayLackYear = isBirthday,
            HasSerialDays = proven?.HasSerialDays == true,
            HasShortYears = proven?.HasShortYears == true,
        };
    }

    static ColumnNormalizer<TCleaner> Column<TCleaner>(TCleaner cleaner, BadValues badValues)
        where TCleaner : struct, ICellCleaner => new(cleaner, badValues);
}

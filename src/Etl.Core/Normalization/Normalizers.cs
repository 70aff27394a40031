using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Texts;
using Etl.Core.Schema;

namespace Etl.Core.Normalization;

/// <summary>Chooses what cleans each column.</summary>
public static class Normalizers
{
    /// <summary>
    /// What cleans the mapped columns of a layout, in the order to run them in: countries before the phone numbers that are
    /// read by them. Unmapped columns are left untouched. Make one plan per worker.
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
            var planned = new PlannedNormalizer(column, For(field, options, layout));
            if (field.Kind == FieldKind.Country)
            {
                plan.Insert(0, planned);
            }
            else
            {
                plan.Add(planned);
            }
        }
        return plan;
    }

    /// <summary>What cleans one field's column. It keeps buffers: one instance per worker and column.</summary>
    public static IFieldNormalizer For(ContactField field, NormalizationOptions options, BatchLayout layout)
    {
        var badValues = new BadValues(options.Strict);
        return field.Kind switch
        {
            _ when field.IsCustom => Column(new IdentifierCleaner(), badValues),
            FieldKind.Identifier => Column(new IdentifierCleaner(), badValues),
            FieldKind.MultilineText => Column(new MultilineTextCleaner(), badValues),
            FieldKind.Name => Column(new NameCleaner(), badValues),
            FieldKind.Email => Column(new EmailCleaner(), badValues),
            FieldKind.Phone => Column(PhoneCleanerFor(options, layout), badValues),
            _ => Column(new TextCleaner(), badValues),
        };
    }

    static PhoneCleaner PhoneCleanerFor(NormalizationOptions options, BatchLayout layout)
    {
        var isMember =
            options.Country is { } country && NorthAmerica.IsMember(System.Text.Encoding.UTF8.GetBytes(country));
        return new PhoneCleaner(layout.ColumnOf("country"), isMember);
    }

    static ColumnNormalizer<TCleaner> Column<TCleaner>(TCleaner cleaner, BadValues badValues)
        where TCleaner : struct, ICellCleaner => new(cleaner, badValues);
}

using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Holds the mapped columns against their sample values. E-mail, phone and birthday columns of which no value looks like one are refused: loading
/// them would lose every value. Other doubts cost only the mapping, when an alias made it, and are refused when the user did.
/// </summary>
static class EvidenceCheck
{
    /// <summary>The step after all mappings are made: refuses what cannot be right.</summary>
    public static void Apply(MappingDraft draft)
    {
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            if (draft.FieldOf(column) is { } field && Doubt(draft.EvidenceOf(column), field) is { } doubt)
            {
                throw new JobException(Refusal(draft, column, field, doubt));
            }
        }
    }

    /// <summary>True when an alias should not map the column; the finding is noted. A contradiction that must be refused is left to <see cref="Apply"/>.</summary>
    /// <param name="draft">The mapping.</param>
    /// <param name="column">The column.</param>
    /// <param name="field">What its header means.</param>
    /// <param name="isVariant">True when the header is no name of the field itself: then nothing is refused.</param>
    public static bool IsDoubtful(MappingDraft draft, int column, ContactField field, bool isVariant = false)
    {
        if ((IsRefused(field) && !isVariant) || Doubt(draft.EvidenceOf(column), field) is not { } doubt)
        {
            return false;
        }
        draft.Find(
            MappingFindingKind.Doubtful,
            column,
            $"The column {draft.Describe(column)} is not mapped to \"{field}\", as its header suggests, because {doubt}; "
                + $"map it with --set \"{draft.Headers[column]}=field\" if it holds something else."
        );
        return true;
    }

    static bool IsRefused(ContactField field) => field.Kind is FieldKind.Email or FieldKind.Phone or FieldKind.Date;

    /// <summary>Why the values contradict the field, or null.</summary>
    static string? Doubt(ColumnEvidence? evidence, ContactField field)
    {
        if (evidence is null)
        {
            return null;
        }
        var shapes = string.Join(", ", evidence.Shapes.Select(shape => $"\"{shape}\""));
        if (evidence.Contradicts(field.Kind))
        {
            var count = evidence.FilledCount.ToString(CultureInfo.InvariantCulture);
            return $"none of the {count} values in the sample looks like {Noun(field.Kind)} (0 %; they look like {shapes})";
        }
        return field.Name == "state" && evidence.IsMostlyStatus
            ? $"its values are words for a status, not for a state or province (they look like {shapes})"
            : null;
    }

    static string Refusal(MappingDraft draft, int column, ContactField field, string doubt)
    {
        var header = draft.Headers[column];
        return $"The column {draft.Describe(column)} is mapped to \"{field}\" {By(draft.MappedBy(column))}, but {doubt}. "
            + $"Leave it out with --ignore \"{header}\", or map it to what it holds, for example --set \"{header}=custom.{header}\".";
    }

    static string By(string mappedBy) =>
        mappedBy switch
        {
            MappingSources.Set => "by --set",
            MappingSources.Template => "by the template",
            _ => "by its header",
        };

    static string Noun(FieldKind kind) =>
        kind switch
        {
            FieldKind.Email => "an e-mail address",
            FieldKind.Phone => "a phone number",
            FieldKind.Date or FieldKind.Timestamp => "a date",
            FieldKind.Url => "a web address",
            FieldKind.Country => "a country",
            _ => "a postal code",
        };
}

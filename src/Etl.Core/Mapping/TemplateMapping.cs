using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>The second step: what the template says about the columns that the user says nothing about.</summary>
static class TemplateMapping
{
    public static void Apply(MappingDraft draft, MappingTemplate? template)
    {
        if (template is null)
        {
            return;
        }
        ReportChanges(draft, template);
        var columns = template
            .Columns.GroupBy(entry => HeaderName.Normalize(entry.Key), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            if (draft.IsOpen(column) && Lookup(template, columns, draft.Headers[column], out var fieldName))
            {
                Apply(draft, template, column, fieldName);
            }
        }
    }

    static void Apply(MappingDraft draft, MappingTemplate template, int column, string? fieldName)
    {
        if (fieldName is null)
        {
            draft.Ignore(column);
            return;
        }
        var field = FieldNames.Require(
            fieldName,
            $"The template \"{template.Name}\", column \"{draft.Headers[column]}\","
        );
        if (draft.IsFree(field))
        {
            draft.Map(column, field, MappingSources.Template);
        }
        else
        {
            draft.Find(
                MappingFindingKind.Conflict,
                column,
                $"The template \"{template.Name}\" maps the column {draft.Describe(column)} to \"{field}\", which {draft.Describe(draft.ColumnOf(field))} feeds already."
            );
        }
    }

    static bool Lookup(
        MappingTemplate template,
        Dictionary<string, string?> normalized,
        string header,
        out string? fieldName
    ) =>
        template.Columns.TryGetValue(header, out fieldName)
        || normalized.TryGetValue(HeaderName.Normalize(header), out fieldName);

    static void ReportChanges(MappingDraft draft, MappingTemplate template)
    {
        var changes = HeaderChanges.Between(template.Headers, draft.Headers);
        if (!changes.IsEmpty)
        {
            draft.Find(
                MappingFindingKind.TemplateChanged,
                -1,
                $"The template \"{template.Name}\" was made for another header: {changes}. Save it again with etl template save when this is right."
            );
        }
    }
}

using Etl.Core.Batches;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Columns that are mapped to nothing although nearly all of their values are e-mail addresses or phone numbers. What reaches somebody is what a list of contacts is for, so
/// each such value that is not loaded is counted. A column that the user ignores is none of them.
/// </summary>
public static class LeftOutColumns
{
    /// <summary>Share of values, in percent, from which a column is one of addresses or numbers.</summary>
    const int PercentMin = 90;

    static readonly string[] emails = ["email", "email_2", "email_3"];
    static readonly string[] phones = ["phone", "mobile", "home_phone", "other_phone"];

    /// <summary>The mapping, where such columns are marked and said.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="sample">The first records, parsed.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, MappingOptions options, RecordBatch sample)
    {
        // Under its own header a file keeps its columns.
        if (!options.Arranges)
        {
            return mapping;
        }
        var columns = mapping.Layout.Columns.ToArray();
        var findings = mapping.Findings.ToList();
        for (var column = 0; column < mapping.Layout.SourceColumnCount; column++)
        {
            if (
                columns[column] is { Field: null, MappedBy: MappingSources.None } plan
                && KindOf(sample, column) is { } kind
                && (kind == FieldKind.Email ? emails : phones) is var fields
                && TargetPlaces.HasPlaceFor(options, ContactFields.Find(fields[0])!)
            )
            {
                columns[column] = plan with { IsLeftOut = true };
                Report(findings, column, plan.Header, kind, fields.FirstOrDefault(IsFree));
            }
        }
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = mapping.Layout.Arrangement },
            Findings = findings,
        };

        bool IsFree(string field) => mapping.Layout.ColumnOf(field) < 0;
    }

    static FieldKind? KindOf(RecordBatch sample, int column)
    {
        var looks = new ColumnLooks(null);
        for (var row = 0; row < sample.RowCount; row++)
        {
            if (sample.IsPending(row))
            {
                looks.Add(sample.Value(row, column));
            }
        }
        return looks.Proves(FieldKind.Email, PercentMin) ? FieldKind.Email
            : looks.Proves(FieldKind.Phone, PercentMin) ? FieldKind.Phone
            : null;
    }

    /// <summary>Says it in place of that the column is not mapped; what says more already stays.</summary>
    static void Report(List<MappingFinding> findings, int column, string header, FieldKind kind, string? field)
    {
        findings.RemoveAll(finding => finding.Column == column && finding.Kind == MappingFindingKind.Unmapped);
        if (findings.Exists(finding => finding.Column == column))
        {
            return;
        }
        var values = kind == FieldKind.Email ? "e-mail addresses" : "phone numbers";
        var sentence =
            $"The column \"{header}\" ({MappingDraft.Position(column)}) is not mapped, so its {values} are not loaded; map it with --set \"{header}={field ?? "custom." + header}\" or leave it out with --ignore \"{header}\".";
        findings.Add(new MappingFinding(MappingFindingKind.Hint, column, sentence));
    }
}

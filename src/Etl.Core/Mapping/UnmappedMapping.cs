using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>The last step: the columns that are still mapped to nothing are reported, kept as custom fields, or stop the job.</summary>
static class UnmappedMapping
{
    /// <summary>Share of values, in percent, from which a column is said to look like something.</summary>
    const int HintPercent = 80;

    public static void Apply(MappingDraft draft, UnmappedColumns policy)
    {
        var open = Enumerable.Range(0, draft.Headers.Count).Where(draft.IsOpen).ToArray();
        if (policy == UnmappedColumns.Fail && open.Length > 0)
        {
            throw new JobException(
                $"The columns {string.Join(", ", open.Select(draft.Describe))} are mapped to no field, and --unmapped fail asks to stop then; "
                    + $"map them (--set \"{draft.Headers[open[0]]}=field\"), leave them out (--ignore \"{draft.Headers[open[0]]}\"), or keep them with --unmapped keep."
            );
        }
        foreach (var column in open)
        {
            if (policy == UnmappedColumns.Keep)
            {
                draft.Map(column, CustomField(draft, column), MappingSources.Kept);
            }
            else
            {
                Report(draft, column);
            }
        }
    }

    /// <summary>
    /// Keeps what a user of the program added to its columns, when nothing else is said: all columns of such a file hold something of a contact, so what
    /// the format does not know is a field of the user's own, also when its values are not those that its header suggests.
    /// </summary>
    public static void KeepOfProgram(MappingDraft draft, MappingOptions options, ContactFormat format)
    {
        for (var column = 0; column < draft.Headers.Count && TargetPlaces.HoldsCustoms(options); column++)
        {
            if (draft.IsOpen(column) && !IsReported(draft, column))
            {
                // It need not be said that its field is fed by another one when its values are kept.
                if (!draft.HasFindingBut(column, MappingFindingKind.Conflict))
                {
                    draft.Forget(column);
                }
                var name = DisplacedComposer.NameOf(draft.Headers[column], format);
                draft.Map(column, CustomField(draft, column, name), MappingSources.Kept);
            }
        }
    }

    static bool IsReported(MappingDraft draft, int column) =>
        draft.HasFindingBut(column, MappingFindingKind.Conflict)
        && draft.HasFindingBut(column, MappingFindingKind.Doubtful);

    /// <summary><c>custom.&lt;name&gt;</c>, with a number behind it when that is taken.</summary>
    static ContactField CustomField(MappingDraft draft, int column, string? given = null)
    {
        var header = (given ?? draft.Headers[column]).Trim();
        var name = header.Length == 0 ? FormattableString.Invariant($"column_{column + 1}") : header;
        var field = new ContactField(ContactField.CustomPrefix + name, FieldKind.MultilineText);
        for (var number = 2; !draft.IsFree(field); number++)
        {
            field = field with { Name = FormattableString.Invariant($"{ContactField.CustomPrefix}{name} ({number})") };
        }
        return field;
    }

    static void Report(MappingDraft draft, int column)
    {
        if (draft.HasFinding(column))
        {
            return;
        }
        if (Guess(draft.EvidenceOf(column)) is { } guess)
        {
            draft.Find(
                MappingFindingKind.Hint,
                column,
                $"The column {draft.Describe(column)} is not mapped, but its values look like {guess}; map it with --set \"{MappingDraft.Position(column)}={guess}\"."
            );
            return;
        }
        draft.Find(
            MappingFindingKind.Unmapped,
            column,
            $"The column {draft.Describe(column)} is mapped to no field; map it with --set \"{draft.Headers[column]}=field\" or keep it with --unmapped keep."
        );
    }

    static string? Guess(ColumnEvidence? evidence)
    {
        if (evidence is null || evidence.FilledCount < ColumnEvidence.ValuesMin)
        {
            return null;
        }
        return 100 * evidence.EmailCount >= HintPercent * evidence.FilledCount ? "email" : null;
    }
}

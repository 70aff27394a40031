using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Columns that say who does not want to be written to (<c>Email Opt Out</c>): consents the other way round. The best of them feeds the consent where no
/// other column does; beside a column of consents those about mail take the consent of whoever opted out away. Whatever feeds the consent under such a header is inverted.
/// </summary>
static class OptOutColumns
{
    /// <summary>Flags about e-mail or all contact, as <c>aliases.txt</c> names them.</summary>
    public const string OfMail = "opt out";

    /// <summary>Flags about other ways to reach somebody; they feed the consent only where nothing else does.</summary>
    public const string OfOthers = "opt out of other";

    static readonly ContactField consent = ContactFields.Find("consent")!;

    /// <summary>The step behind aliases.</summary>
    /// <param name="draft">The mapping.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="aliases">The dictionary of headers.</param>
    /// <param name="arrangement">What is arranged already; null for nothing.</param>
    /// <returns>The arrangement with the conversions; null when there is nothing to arrange.</returns>
    public static RowArrangement? Apply(
        MappingDraft draft,
        MappingOptions options,
        HeaderAliases aliases,
        RowArrangement? arrangement
    )
    {
        var columns = Enumerable
            .Range(0, draft.Headers.Count)
            .Select(column => (Column: column, Rank: aliases.OptOutRankOf(draft.Headers[column])))
            .Where(entry => entry.Rank >= 0)
            .OrderBy(entry => draft.IsEmpty(entry.Column))
            .ThenBy(entry => entry.Rank)
            .Select(entry => entry.Column)
            .ToArray();
        foreach (var column in columns)
        {
            var target = Map(draft, options, column, aliases.IsOptOutOfMail(draft.Headers[column]));
            if (target >= 0)
            {
                arrangement ??= new RowArrangement(null);
                arrangement.Conversions.Add(new OptOutConversion(column, target));
            }
        }
        return arrangement;
    }

    /// <summary>The column that a flag goes to; −1 when it stays where it is.</summary>
    static int Map(MappingDraft draft, MappingOptions options, int column, bool isOfMail)
    {
        if (draft.FieldOf(column) == consent)
        {
            // A format's own conversion knows its columns.
            return draft.MappedBy(column) == MappingSources.Format ? -1 : column;
        }
        if (!draft.IsOpen(column) || !TargetPlaces.HasPlaceFor(options, consent))
        {
            return -1;
        }
        // Under the input's own header a flag stays a flag.
        if (!options.Arranges)
        {
            draft.Ignore(column);
            return -1;
        }
        if (draft.IsFree(consent))
        {
            draft.Map(column, consent, MappingSources.Alias);
            return column;
        }
        if (!isOfMail)
        {
            return -1;
        }
        draft.Take(column, MappingSources.Alias);
        draft.SetFamily(column, "consent");
        return draft.ColumnOf(consent);
    }
}

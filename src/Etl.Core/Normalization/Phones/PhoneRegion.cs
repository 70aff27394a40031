using Etl.Core.Batches;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Where a number is dialled that does not say it: in its record's country, which <see cref="RowCountry"/> finds. It is never
/// guessed from the number.
/// </summary>
/// <param name="country">The record's country.</param>
sealed class PhoneRegion(RowCountry country)
{
    readonly int countryColumn = country.CountryColumn;

    // Of the job's country, which counts where no record says one.
    readonly int assumed = country.Default is [_, _] letters
        ? CountryLetters.PlaceOf(letters, takesShared: true)
        : CountryLetters.Unknown;

    /// <summary>The plan for one record's numbers; null when its region is not known.</summary>
    public PhonePlan? Of(CellEdit cell)
    {
        var batch = cell.Batch;
        var named = countryColumn < 0 ? default : batch.Cell(cell.Row, countryColumn);
        // Ascension and Tristan da Cunha have a plan and no code of ISO 3166-1.
        return named.Length > 0 && (country.IsSurelyNoState(batch, named) || !country.IsState(batch, cell.Row))
            ? PhonePlans.OfRegion(batch.Value(named))
            : PhonePlans.OfRegion(country.Of(batch, cell.Row));
    }

    /// <summary>
    /// The place (see <see cref="CountryLetters"/>) of the region of one record's numbers, where it is found without a branch; otherwise
    /// <see cref="CountryLetters.Unknown"/>, and then <see cref="Of"/> may still find one.
    /// </summary>
    public int PlaceOf(RecordBatch batch, int row) => countryColumn < 0 ? assumed : country.PlaceOf(batch, row);
}

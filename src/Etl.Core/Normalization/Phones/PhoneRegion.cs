using Etl.Core.Normalization.Phones.Plans;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Where a number is dialled that does not say it: in its record's country, which <see cref="RowCountry"/> finds. It is never
/// guessed from the number.
/// </summary>
/// <param name="Country">The record's country.</param>
readonly record struct PhoneRegion(RowCountry Country)
{
    /// <summary>The plan for one record's numbers; null when its region is not known.</summary>
    public PhonePlan? Of(CellEdit cell)
    {
        if (
            Country.CountryColumn >= 0
            && !Country.IsState(cell.Batch, cell.Row)
            && cell.Batch.Value(cell.Row, Country.CountryColumn) is { IsEmpty: false } country
        )
        {
            // Ascension and Tristan da Cunha have a plan and no code of ISO 3166-1.
            return PhonePlans.OfRegion(country);
        }
        return PhonePlans.OfRegion(Country.Of(cell.Batch, cell.Row));
    }
}

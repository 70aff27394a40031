using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Where a number is dialled that does not say it: the record's country, else the job's, else nowhere. It is never guessed from
/// the number. Whatever else proves a record's country belongs here.
/// </summary>
/// <param name="CountryColumn">Column of the record's country, cleaned before the numbers; −1 when there is none.</param>
/// <param name="Default">The plan of the job's country; null when none was named.</param>
readonly record struct PhoneRegion(int CountryColumn, PhonePlan? Default)
{
    /// <summary>The plan for one record's numbers; null when its region is not known.</summary>
    public PhonePlan? Of(CellEdit cell)
    {
        if (CountryColumn < 0)
        {
            return Default;
        }
        var country = cell.Batch.Value(cell.Row, CountryColumn);
        return country.IsEmpty ? Default : PhonePlans.OfRegion(country);
    }
}

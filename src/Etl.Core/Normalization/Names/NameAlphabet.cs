using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Names;

/// <summary>Tells of which language the case of a record's names is: of Turkish, of any other, or that it cannot be told.</summary>
/// <param name="Countries">Which country a record is in.</param>
/// <param name="Columns">Columns with names of the record, which all speak for it.</param>
readonly record struct NameAlphabet(RowCountry Countries, int[] Columns)
{
    /// <summary>Without a country and other names.</summary>
    public static readonly NameAlphabet OfNameAlone = new(new RowCountry(-1, -1, -1, -1, null), []);

    static readonly string[] fields = ["full_name", "first_name", "middle_name", "last_name"];

    /// <summary>Finds the columns in a layout.</summary>
    public static NameAlphabet In(BatchLayout layout, RowCountry countries) =>
        new(countries, [.. fields.Select(layout.ColumnOf).Where(column => column >= 0)]);

    /// <summary>
    /// True for a name whose i is İ in capitals: in a record of Turkey or Azerbaijan, or beside letters that only their languages have. False for any
    /// other; null for one with Ş alone and with an I, which Turkish and Romanian write in small letters differently.
    /// </summary>
    /// <param name="batch">The record's batch.</param>
    /// <param name="row">The record.</param>
    /// <param name="value">The name as it is now.</param>
    public bool? IsTurkish(RecordBatch batch, int row, ReadOnlySpan<byte> value)
    {
        var country = Countries.Said(batch, row);
        if (TurkishLetters.AreOf(country) || TurkishLetters.AreProven(value))
        {
            return true;
        }
        var isNowhere = country.IsEmpty;
        var isLikely = isNowhere && TurkishLetters.AreLikely(value);
        foreach (var column in Columns)
        {
            var name = batch.Value(row, column);
            isLikely |= TurkishLetters.AreProven(name) || (isNowhere && TurkishLetters.AreLikely(name));
        }
        return isLikely ? true
            : isNowhere && TurkishLetters.IsOpen(value) ? null
            : false;
    }
}

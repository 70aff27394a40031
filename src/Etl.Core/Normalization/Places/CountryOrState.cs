using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Normalization.Places;

/// <summary>
/// Tells a state of the United States in a field for countries: Georgia is both, and CA, DE and IN are codes of both. It is a state where the record's ZIP
/// code or phone number says so, or where the whole column holds states; else it is a country.
/// </summary>
/// <param name="CountryColumn">Column of the country; −1 when there is none.</param>
/// <param name="StateColumn">Column of the state; −1 when there is none.</param>
/// <param name="PostalColumn">Column of the postal code; −1 when there is none.</param>
/// <param name="PhoneColumns">Columns of phone numbers.</param>
/// <param name="HoldsStates">True when the first records prove that the country's column holds states.</param>
readonly record struct CountryOrState(
    int CountryColumn,
    int StateColumn,
    int PostalColumn,
    int[] PhoneColumns,
    bool HoldsStates
)
{
    const int CodeLength = 2;

    // PR, GU, VI, AS and MP are the same place either way.
    const string Shared = "AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA";

    // Those of them whose country's postal codes have five digits.
    const string OfFiveDigits = "DE ID IL LA MA ME MN NC SD VA";

    /// <summary>A layout without countries.</summary>
    public static readonly CountryOrState None = new(-1, -1, -1, [], HoldsStates: false);

    static readonly bool[] shared = Among(Shared);
    static readonly bool[] ofFiveDigits = Among(OfFiveDigits);

    static ReadOnlySpan<byte> Georgia => "georgia"u8;

    /// <summary>Finds the columns in a layout.</summary>
    public static CountryOrState In(BatchLayout layout)
    {
        var country = layout.ColumnOf("country");
        return new CountryOrState(
            country,
            layout.ColumnOf("state"),
            layout.ColumnOf("postal_code"),
            [
                .. new[] { "phone", "mobile", "home_phone", "other_phone" }
                    .Select(layout.ColumnOf)
                    .Where(column => column >= 0),
            ],
            country >= 0 && layout.Columns[country].CountryOfRegions is not null
        );
    }

    /// <summary>True for a code in capitals that a country and a state share, where anything may speak for the state.</summary>
    public bool MayBeStateCode(ReadOnlySpan<byte> alpha2) =>
        (HoldsStates || PostalColumn >= 0) && shared[IndexOf(alpha2[0], alpha2[1])];

    /// <summary>True for two capitals that are the code of a country and of a state.</summary>
    public static bool IsSharedCode(ReadOnlySpan<byte> code) => shared[IndexOf(code[0], code[1])];

    /// <summary>True for the one name of both.</summary>
    public static bool IsSharedName(ReadOnlySpan<byte> value) =>
        value.Length == Georgia.Length && Ascii.EqualsIgnoreCase(value, Georgia);

    /// <summary>True for a country's field that holds no state, by its look alone: a code that Etl wrote, or one in capitals that no state shares.</summary>
    public bool IsSurelyNone(RecordBatch batch, FieldSpan country)
    {
        if (country.Length != CodeLength)
        {
            return false;
        }
        if (batch.IsChanged(country))
        {
            return true;
        }
        var value = batch.Value(country);
        return !HoldsStates
            && char.IsAsciiLetterUpper((char)value[0])
            && char.IsAsciiLetterUpper((char)value[1])
            && !shared[IndexOf(value[0], value[1])];
    }

    /// <summary>True when the record's country is a state.</summary>
    public bool IsState(RecordBatch batch, int row)
    {
        if (CountryColumn < 0)
        {
            return false;
        }
        var cell = batch.Cell(row, CountryColumn);
        // A code that Etl wrote was the name of a country: Colombia is not Colorado.
        if (cell.Length == CodeLength && batch.IsChanged(cell))
        {
            return false;
        }
        var value = batch.Value(cell).Trim((byte)' ');
        if (HoldsStates)
        {
            return !RegionTable.Find("US"u8, value).IsEmpty && !IsSamePlace(value);
        }
        if (IsSharedName(value))
        {
            return HasZipOf("GA"u8, batch, row) || HasPhone("GE"u8, batch, row);
        }
        if (value.Length != CodeLength || !char.IsAsciiLetter((char)value[0]) || !char.IsAsciiLetter((char)value[1]))
        {
            return false;
        }
        Span<byte> code = [(byte)(value[0] & ~0x20), (byte)(value[1] & ~0x20)];
        return shared[IndexOf(code[0], code[1])] && HasZipOf(code, batch, row);
    }

    // The territories, and the states' codes that no country has.
    static bool IsSamePlace(ReadOnlySpan<byte> value) =>
        value.Length == CodeLength && CountryTable.IsAlpha2(value) && !shared[IndexOf(value[0], value[1])];

    // A ZIP code of the state: 90210 and CA. Where the country's codes have five digits, too, the state's field must say the state, or a phone number
    // must be one of the United States.
    bool HasZipOf(ReadOnlySpan<byte> state, RecordBatch batch, int row)
    {
        if (PostalColumn < 0 || batch.Value(row, PostalColumn) is not [>= (byte)'0' and <= (byte)'9', ..] postal)
        {
            return false;
        }
        Span<byte> zip = stackalloc byte[UsZipCodes.LongLength];
        zip = zip[..UsZipCodes.Restore(postal, zip)];
        return !zip.IsEmpty
            && UsZipCodes.IsIn(state, zip)
            && (
                !ofFiveDigits[IndexOf(state[0], state[1])] || HasState(state, batch, row) || HasPhone(state, batch, row)
            );
    }

    bool HasState(ReadOnlySpan<byte> state, RecordBatch batch, int row) =>
        StateColumn >= 0
        && batch.Value(row, StateColumn) is { IsEmpty: false } value
        && (value[0] | 0x20) == (state[0] | 0x20)
        && RegionTable.Find("US"u8, value).SequenceEqual(state);

    // A number that is valid in the United States, and not in the country or written as only North America writes it.
    bool HasPhone(ReadOnlySpan<byte> country, RecordBatch batch, int row)
    {
        var unitedStates = PhonePlans.OfRegion("US"u8);
        foreach (var column in PhoneColumns)
        {
            var value = batch.Value(row, column);
            if (!value.IsEmpty)
            {
                return PhoneSeries.RegionOf(value, unitedStates) == unitedStates?.Letters
                    && (
                        IsNorthAmerican(value.Trim((byte)' '))
                        || PhoneSeries.RegionOf(value, PhonePlans.OfRegion(country))
                            != PhonePlans.OfRegion(country)?.Letters
                    );
            }
        }
        return false;
    }

    // (302) 555-1234, 302-555-1234 and 302.555.1234.
    static bool IsNorthAmerican(ReadOnlySpan<byte> phone)
    {
        Span<byte> form = stackalloc byte["(###) ###-####".Length];
        if (phone.Length > form.Length)
        {
            return false;
        }
        form = form[..phone.Length];
        for (var index = 0; index < phone.Length; index++)
        {
            form[index] = char.IsAsciiDigit((char)phone[index]) ? (byte)'#' : phone[index];
        }
        return form.SequenceEqual("(###) ###-####"u8)
            || form.SequenceEqual("(###)###-####"u8)
            || form.SequenceEqual("###-###-####"u8)
            || form.SequenceEqual("###.###.####"u8);
    }

    static int IndexOf(int first, int second) => 26 * (first - 'A') + second - 'A';

    static bool[] Among(string codes)
    {
        var table = new bool[26 * 26];
        foreach (var code in codes.Split(' '))
        {
            table[IndexOf(code[0], code[1])] = true;
        }
        return table;
    }
}

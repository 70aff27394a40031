using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.PostalCodes;
using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Normalization.Addresses;

/// <summary>
/// An address in one cell with two spaces between its parts: street, second line, city, state, postal code, country. Parts may be missing, so the last
/// ones must tell what they are; an address that reads in two ways is not read.
/// </summary>
static class AddressParts
{
    /// <summary>Parts of an address, in the order street, second line, city, state, postal code, country.</summary>
    public const int Count = 6;

    const int Street = 0;
    const int SecondLine = 1;
    const int City = 2;
    const int State = 3;
    const int PostalCode = 4;
    const int Country = 5;
    const int PostalLengthMax = 10;

    /// <summary>Finds the parts.</summary>
    /// <param name="value">The cell.</param>
    /// <param name="parts">Where each part stands in the value, empty for one that is missing; <see cref="Count"/> of them.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<FieldSpan> parts)
    {
        Span<FieldSpan> pieces = stackalloc FieldSpan[Count + 1];
        var count = Cut(value, pieces);
        if (count is < 2 or > Count)
        {
            return false;
        }
        parts.Clear();
        var country = CountryTable.Find(Text(value, pieces[count - 1]));
        if (!country.IsEmpty)
        {
            parts[Country] = pieces[--count];
        }
        if (count > 0 && IsPostalCode(Text(value, pieces[count - 1]), country))
        {
            parts[PostalCode] = pieces[--count];
        }
        // Atlanta GA without a code: Georgia or Gabon.
        else if (!country.IsEmpty && IsStateToo(Text(value, parts[Country])))
        {
            return false;
        }
        return TryReadPlace(value, pieces[..count], country, parts);
    }

    static bool TryReadPlace(
        ReadOnlySpan<byte> value,
        ReadOnlySpan<FieldSpan> pieces,
        ReadOnlySpan<byte> country,
        Span<FieldSpan> parts
    )
    {
        const int withStateOrLine = 3;
        const int withBoth = 4;
        if (pieces.Length is < 2 or > withBoth)
        {
            return false;
        }
        var last = Text(value, pieces[^1]);
        var hasSecondLine = HasDigit(Text(value, pieces[1]));
        if (pieces.Length == 2)
        {
            (parts[Street], parts[City]) = (pieces[0], pieces[1]);
            return true;
        }
        if (pieces.Length == withBoth)
        {
            pieces.CopyTo(parts);
            return RegionTable.Knows(country) ? !RegionTable.Find(country, last).IsEmpty : !HasDigit(last);
        }
        if (IsStateCode(last, country) || (!hasSecondLine && IsStateName(last, country)))
        {
            (parts[Street], parts[City], parts[State]) = (pieces[0], pieces[1], pieces[2]);
            return true;
        }
        (parts[Street], parts[SecondLine], parts[City]) = (pieces[0], pieces[1], pieces[2]);
        return hasSecondLine && pieces.Length == withStateOrLine;
    }

    static bool IsStateCode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> country) =>
        RegionTable.Knows(country)
            ? RegionTable.Find(country, text).SequenceEqual(text)
            : text.Length is > 1 and <= RegionTable.CodeLengthMax
                && !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    // Where a state may have the name of a city (Berlin, 东京), the part before it may be a second line.
    static bool IsStateName(ReadOnlySpan<byte> text, ReadOnlySpan<byte> country) =>
        (country.SequenceEqual("US"u8) || country.SequenceEqual("CA"u8) || country.SequenceEqual("AU"u8))
        && RegionTable.Find(country, text) is { IsEmpty: false } code
        && !(code.SequenceEqual("NY"u8) || code.SequenceEqual("WA"u8) || code.SequenceEqual("QC"u8));

    // Atlanta, GA without a ZIP code: Georgia or Gabon.
    static bool IsStateToo(ReadOnlySpan<byte> country) => !RegionTable.Find("US"u8, country).IsEmpty;

    static bool IsPostalCode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> country) =>
        PostalTable.Find(country) is { } forms
            ? forms.Matches(text)
            : text.Length <= PostalLengthMax
                && HasDigit(text)
                && !text.ContainsAnyExcept("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -"u8);

    static bool HasDigit(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'0', (byte)'9');

    static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value, FieldSpan part) => value.Slice(part.Offset, part.Length);

    // The pieces between two spaces and more; more than there is room for are none.
    static int Cut(ReadOnlySpan<byte> value, Span<FieldSpan> pieces)
    {
        var count = 0;
        for (var start = 0; start < value.Length; )
        {
            if (value[start] == ' ')
            {
                start++;
                continue;
            }
            if (count == pieces.Length)
            {
                return 0;
            }
            var length = value[start..].IndexOf("  "u8);
            length = length < 0 ? value[start..].TrimEnd((byte)' ').Length : length;
            pieces[count++] = new FieldSpan(start, length);
            start += length;
        }
        return count;
    }
}

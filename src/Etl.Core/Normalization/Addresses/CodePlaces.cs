using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Addresses;

/// <summary>
/// Which postal codes belong to which region or city, by the digits or letters that they begin with: what proves the country of an address that does not name it.
/// The lines are in the embedded file <c>code-places.txt</c>; nothing is parsed.
/// </summary>
static class CodePlaces
{
    const int CountryLength = 2;

    static readonly Lazy<NameTable> places = new(() =>
        NameTable.Load("Etl.Core.Normalization.Addresses.code-places.txt")
    );

    /// <summary>True when a code lies in a region.</summary>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="region">The region's code.</param>
    /// <param name="code">The postal code as it is written.</param>
    public static bool IsIn(ReadOnlySpan<byte> country, ReadOnlySpan<byte> region, ReadOnlySpan<byte> code)
    {
        Span<byte> key = stackalloc byte[CountryLength + PlaceName.KeyLengthMax];
        country.CopyTo(key);
        var length = PlaceName.Fold(region, key[CountryLength..]);
        return length > 0 && IsAmong(places.Value.Find(key[..(CountryLength + length)]), code);
    }

    /// <summary>The country in which a city has such a code, ISO 3166 alpha-2; empty when none is known.</summary>
    public static ReadOnlySpan<byte> CountryOf(ReadOnlySpan<byte> city, ReadOnlySpan<byte> code)
    {
        // Shorter names are the codes of Italian provinces here.
        return city.Length <= CountryLength ? []
            : IsIn("FR"u8, city, code) ? "FR"u8
            : IsIn("IT"u8, city, code) ? "IT"u8
            : IsIn("ES"u8, city, code) ? "ES"u8
            : [];
    }

    /// <summary>True when one of the ranges <c>000-199,300-399</c> holds the beginning of a code, or one of the beginnings <c>K,L</c> is it.</summary>
    static bool IsAmong(ReadOnlySpan<byte> ranges, ReadOnlySpan<byte> code)
    {
        while (!ranges.IsEmpty)
        {
            var end = ranges.IndexOf((byte)',');
            var range = end < 0 ? ranges : ranges[..end];
            ranges = end < 0 ? [] : ranges[(end + 1)..];
            var hyphen = range.IndexOf((byte)'-');
            var first = hyphen < 0 ? range : range[..hyphen];
            var last = hyphen < 0 ? range : range[(hyphen + 1)..];
            if (
                code.Length >= first.Length
                && code[..first.Length].SequenceCompareTo(first) >= 0
                && code[..last.Length].SequenceCompareTo(last) <= 0
            )
            {
                return true;
            }
        }
        return false;
    }
}

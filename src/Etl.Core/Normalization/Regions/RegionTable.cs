using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Regions;

/// <summary>
/// The states and provinces of eight countries with their codes and names, out of <c>regions.txt</c>. Codes are those of
/// ISO 3166-2 without the country's part: <c>CA</c>, <c>NSW</c>, <c>BY</c>, <c>GD</c>, and <c>13</c> for Tokyo.
/// </summary>
static class RegionTable
{
    /// <summary>Bytes of the longest code.</summary>
    public const int CodeLengthMax = 3;

    static readonly NameTable names = NameTable.Load("Etl.Core.Normalization.Regions.regions.txt");

    /// <summary>True for a country whose regions are known.</summary>
    /// <param name="country">ISO 3166 alpha-2 in capitals.</param>
    public static bool Knows(ReadOnlySpan<byte> country) =>
        country.Length == 2
        && ((country[0] << 8) | country[1])
            is ('U' << 8 | 'S')
                or ('C' << 8 | 'A')
                or ('A' << 8 | 'U')
                or ('C' << 8 | 'N')
                or ('D' << 8 | 'E')
                or ('B' << 8 | 'R')
                or ('I' << 8 | 'N')
                or ('J' << 8 | 'P');

    /// <summary>The code that a name or code means in a country; empty when it is not known.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> country, ReadOnlySpan<byte> value)
    {
        if (!Knows(country))
        {
            return [];
        }
        return value.Length == RegionCodes.Length && RegionCodes.Of(country).TryFind(value, out var code)
            ? code
            : FindName(country, value);
    }

    /// <summary>The same by the table of names, in which codes stand, too.</summary>
    internal static ReadOnlySpan<byte> FindName(ReadOnlySpan<byte> country, ReadOnlySpan<byte> value)
    {
        const int countryLength = 2;
        Span<byte> key = stackalloc byte[countryLength + 1 + PlaceName.KeyLengthMax];
        country.CopyTo(key);
        key[countryLength] = (byte)' ';
        var length = PlaceName.Fold(value, key[(countryLength + 1)..]);
        return length == 0 ? [] : names.Find(key[..(countryLength + 1 + length)]);
    }
}

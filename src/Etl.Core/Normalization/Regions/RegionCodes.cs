using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Regions;

/// <summary>
/// What two capitals mean as a region of one country: the table of names asked once for all 676 of them, because most states are
/// written so, and all are once they are clean.
/// </summary>
sealed class RegionCodes
{
    /// <summary>Bytes of a code.</summary>
    public const int Length = 2;

    const int Letters = 26;

    static readonly RegionCodes?[] byCountry = new RegionCodes?[Letters * Letters];

    // By country, then by what two letters a value is: true for a code. Empty until the country's codes are made.
    static readonly bool[][] ownByCountry = NoneYet();

    readonly byte[][] codes = new byte[Letters * Letters][];

    RegionCodes(ReadOnlySpan<byte> country)
    {
        Span<byte> value = stackalloc byte[Length];
        var own = new bool[CountryLetters.Count + 1];
        for (var index = 0; index < codes.Length; index++)
        {
            value[0] = (byte)('A' + index / Letters);
            value[1] = (byte)('A' + index % Letters);
            codes[index] = RegionTable.FindName(country, value).ToArray();
            own[index] = value.SequenceEqual(codes[index]);
        }
        ownByCountry[IndexOf(country)] = own;
    }

    /// <summary>The codes of a country whose regions are known; made at the first question. Two threads may both make them: they are the same.</summary>
    /// <param name="country">ISO 3166 alpha-2 in capitals.</param>
    public static RegionCodes Of(ReadOnlySpan<byte> country) =>
        byCountry[IndexOf(country)] ??= new RegionCodes(country);

    /// <summary>True when a value is a code as it should be written; without a branch. False until the country's codes were asked for.</summary>
    /// <param name="country">The country's place, see <see cref="CountryLetters"/>.</param>
    /// <param name="letters">The same of the value's two bytes.</param>
    public static bool IsOwn(int country, int letters) => ownByCountry[country][letters];

    /// <summary>What two capitals mean, empty for nothing; false when the value is not two capitals.</summary>
    public bool TryFind(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> code)
    {
        var isCapitals = value[0] is >= (byte)'A' and <= (byte)'Z' && value[1] is >= (byte)'A' and <= (byte)'Z';
        code = isCapitals ? codes[IndexOf(value)] : [];
        return isCapitals;
    }

    static int IndexOf(ReadOnlySpan<byte> letters) => Letters * (letters[0] - 'A') + letters[1] - 'A';

    static bool[][] NoneYet()
    {
        var none = new bool[CountryLetters.Count + 1][];
        Array.Fill(none, new bool[CountryLetters.Count + 1]);
        return none;
    }
}

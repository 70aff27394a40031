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

    readonly byte[][] codes = new byte[Letters * Letters][];

    RegionCodes(ReadOnlySpan<byte> country)
    {
        Span<byte> value = stackalloc byte[Length];
        for (var index = 0; index < codes.Length; index++)
        {
            value[0] = (byte)('A' + index / Letters);
            value[1] = (byte)('A' + index % Letters);
            codes[index] = RegionTable.FindName(country, value).ToArray();
        }
    }

    /// <summary>The codes of a country whose regions are known; made at the first question. Two threads may both make them: they are the same.</summary>
    /// <param name="country">ISO 3166 alpha-2 in capitals.</param>
    public static RegionCodes Of(ReadOnlySpan<byte> country) =>
        byCountry[IndexOf(country)] ??= new RegionCodes(country);

    /// <summary>What two capitals mean, empty for nothing; false when the value is not two capitals.</summary>
    public bool TryFind(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> code)
    {
        var isCapitals = value[0] is >= (byte)'A' and <= (byte)'Z' && value[1] is >= (byte)'A' and <= (byte)'Z';
        code = isCapitals ? codes[IndexOf(value)] : [];
        return isCapitals;
    }

    static int IndexOf(ReadOnlySpan<byte> letters) => Letters * (letters[0] - 'A') + letters[1] - 'A';
}

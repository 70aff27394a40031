namespace Etl.Core.Normalization.Customs;

/// <summary>How numbers are written: with a decimal point (1,234.56) or a decimal comma (1.234,56).</summary>
/// <param name="Mark">The mark that the user says; unknown when the values must tell.</param>
sealed record NumberFormat(DecimalMark Mark)
{
    const string CommaLanguages =
        " bg ca cs da de el es et eu fi fr gl hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sq sr sv tr uk vi ";
    const string PointLanguages = " ar bn en fa ga gu he hi ja km kn ko ml mr ms my ne pa si sw ta te th ur zh ";

    // Switzerland and the Spanish-speaking countries north of Panama write a point whatever the language.
    const string PointRegions = " ch do gb gt hn li mx ni pa pe pr sv us ";

    /// <summary>No mark is said: the values must tell.</summary>
    public static NumberFormat Open { get; } = new(DecimalMark.Unknown);

    /// <summary>The marks that values of the column prove, for those that could be two numbers. Default: null, nothing is proven.</summary>
    public DecimalMarks? Proven { get; init; }

    /// <summary>The format of a language (<c>de</c>), perhaps with a region (<c>de-CH</c>); no mark for nothing; null for others.</summary>
    public static NumberFormat? Find(string language)
    {
        var parts = language.ToLowerInvariant().Split('-', '_');
        if (parts is [""])
        {
            return Open;
        }
        var isComma = IsAmong(CommaLanguages, parts[0]);
        if (parts.Length > 2 || (!isComma && !IsAmong(PointLanguages, parts[0])))
        {
            return null;
        }
        var isPoint = !isComma || (parts.Length == 2 && IsAmong(PointRegions, parts[1]));
        return new NumberFormat(isPoint ? DecimalMark.Point : DecimalMark.Comma);
    }

    static bool IsAmong(string list, string word) =>
        word.Length == 2 && list.Contains($" {word} ", StringComparison.Ordinal);
}

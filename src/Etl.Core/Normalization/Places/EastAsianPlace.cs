using Etl.Core.Normalization.Regions;

namespace Etl.Core.Normalization.Places;

/// <summary>
/// Places that prove Japan or China: a prefecture or province together with a postal code. Japan alone writes codes as <c>160-0023</c>; China's six digits begin
/// with two that are its province's.
/// </summary>
static class EastAsianPlace
{
    const int ChineseLength = 6;
    const int JapaneseLength = 7;
    const int JapaneseHyphen = 3;
    const int CharacterLength = 3;

    /// <summary>Longest name of a province or prefecture that a town or street may start with, in bytes: 新疆维吾尔自治区.</summary>
    const int NameLengthMax = 8 * CharacterLength;

    // Codes of provinces by the first two digits of postal codes, 00 to 89, two letters each, dots where there is none: the numbering of China Post
    // since 1980 (邮政编码, "List of postal codes in China" of Wikipedia).
    static ReadOnlySpan<byte> Provinces =>
        "..NMNMSXSXHEHEHE...."u8
        + "BJLNLNJL..HLHL......"u8
        + "SHJSJSAHAHSDSDSD...."u8
        + "TJZJZJJXJXFJFJ......"u8
        + "CQHNHNHBHBHAHAHA...."u8
        + "..GDGDGXGXGZGZHI...."u8
        + "..SCSCSCSCYNYNYN...."u8
        + "..SNSNGSGSNX........"u8
        + "..QH..XJXJXZ........"u8;

    /// <summary>The country that a place proves, ISO 3166 alpha-2; empty when it proves neither.</summary>
    /// <param name="state">Prefecture or province, as a name or a code.</param>
    /// <param name="city">The town; it may start with the name of its prefecture or province.</param>
    /// <param name="street">The street; the same.</param>
    /// <param name="postalCode">The postal code.</param>
    public static ReadOnlySpan<byte> CountryOf(
        ReadOnlySpan<byte> state,
        ReadOnlySpan<byte> city,
        ReadOnlySpan<byte> street,
        ReadOnlySpan<byte> postalCode
    )
    {
        var code = postalCode.StartsWith("〒"u8) ? postalCode[CharacterLength..] : postalCode;
        code = code.Trim((byte)' ');
        var isHyphened = code.Length == JapaneseLength + 1 && code[JapaneseHyphen] == '-';
        if (isHyphened ? !IsDigits(code[..JapaneseHyphen]) || !IsDigits(code[(JapaneseHyphen + 1)..]) : !IsDigits(code))
        {
            return [];
        }
        if (isHyphened || code.Length == JapaneseLength)
        {
            // Seven digits alone are codes of Chile and Israel, too, so the name must be in Japanese.
            var isOfState = (isHyphened || IsHan(state)) && !RegionTable.Find("JP"u8, state).IsEmpty;
            return isOfState || !Leading("JP"u8, city).IsEmpty || !Leading("JP"u8, street).IsEmpty ? "JP"u8 : [];
        }
        if (code.Length != ChineseLength)
        {
            return [];
        }
        return
            IsOfProvince(code, RegionTable.Find("CN"u8, state))
            || IsOfProvince(code, Leading("CN"u8, city))
            || IsOfProvince(code, Leading("CN"u8, street))
            ? "CN"u8
            : [];
    }

    /// <summary>The code of the province or prefecture whose name, with its 省, 市, 都 or 県, a text starts with; empty when there is none.</summary>
    static ReadOnlySpan<byte> Leading(ReadOnlySpan<byte> country, ReadOnlySpan<byte> text)
    {
        if (!IsHan(text))
        {
            return [];
        }
        var lengthMax = Math.Min(NameLengthMax, text.Length - text.Length % CharacterLength);
        for (var length = 2 * CharacterLength; length <= lengthMax; length += CharacterLength)
        {
            var last = text.Slice(length - CharacterLength, CharacterLength);
            if (!IsKind(country, last))
            {
                continue;
            }
            if (RegionTable.Find(country, text[..length]) is { IsEmpty: false } code)
            {
                return code;
            }
        }
        return [];
    }

    static bool IsKind(ReadOnlySpan<byte> country, ReadOnlySpan<byte> last) =>
        country[0] == 'J'
            ? last.SequenceEqual("都"u8)
                || last.SequenceEqual("道"u8)
                || last.SequenceEqual("府"u8)
                || last.SequenceEqual("県"u8)
            : last.SequenceEqual("省"u8) || last.SequenceEqual("市"u8) || last.SequenceEqual("区"u8);

    static bool IsOfProvince(ReadOnlySpan<byte> code, ReadOnlySpan<byte> province)
    {
        var index = 2 * (10 * (code[0] - '0') + code[1] - '0');
        return province.Length == 2
            && index < Provinces.Length
            && province.SequenceEqual(Provinces.Slice(index, province.Length));
    }

    // U+4E00 to U+9FFF: E4 B8 80 to E9 BF BF in UTF-8.
    static bool IsHan(ReadOnlySpan<byte> text) => text.Length >= 2 * CharacterLength && text[0] is >= 0xE4 and <= 0xE9;

    static bool IsDigits(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}

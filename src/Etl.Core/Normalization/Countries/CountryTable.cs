using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Countries;

/// <summary>
/// The countries of ISO 3166-1 and Kosovo (XK) with their codes, their names in English and other languages, the codes of sports and vehicles, and common
/// other names, out of <c>countries.txt</c>. Names are compared by their letters and digits alone, without case and accents; short ones that are a name by
/// their accents are those of <see cref="AccentedCountries"/>.
/// </summary>
static class CountryTable
{
    static readonly NameTable names = NameTable.Load("Etl.Core.Normalization.Countries.countries.txt");

    static readonly bool[] alpha2 = MakeAlpha2();

    /// <summary>True for an assigned alpha-2 code in capitals.</summary>
    public static bool IsAlpha2(ReadOnlySpan<byte> value) =>
        value.Length == 2
        && value[0] is >= (byte)'A' and <= (byte)'Z'
        && value[1] is >= (byte)'A' and <= (byte)'Z'
        && alpha2[26 * (value[0] - 'A') + value[1] - 'A'];

    /// <summary>The alpha-2 code that a code or name means, or several that mean the same; empty when it is not known.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> value)
    {
        var code = FindName(value);
        return code.IsEmpty ? CountryParts.Find(value) : code;
    }

    /// <summary>The alpha-2 code that one code or name means; empty when it is not known.</summary>
    public static ReadOnlySpan<byte> FindName(scoped ReadOnlySpan<byte> value)
    {
        Span<byte> room = stackalloc byte[PlaceName.KeyLengthMax];
        var key = room[..PlaceName.Fold(value, room)];
        // "N/A" and "n.a." are no Namibia: what is between the letters of a code matters, only dots as in "U.S." may be there.
        const int codeLengthMax = 3;
        if (key.Length <= codeLengthMax && Ascii.IsValid(key) && !IsCodeText(value, key))
        {
            return AccentedCountries.Find(value);
        }
        // The sign of a vehicle is a capital; a small letter alone is rather a mark.
        if (key.Length == 1 && !value.ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            return [];
        }
        var code = names.Find(key);
        var article = "the"u8;
        return code.IsEmpty && key.StartsWith(article) ? names.Find(key[article.Length..]) : code;
    }

    static bool IsCodeText(ReadOnlySpan<byte> value, ReadOnlySpan<byte> key) =>
        key.SequenceEqual("na"u8)
            ? value.Length == key.Length
            : value.ContainsAnyExcept((byte)'.', (byte)' ') && Ascii.IsValid(value) && !value.ContainsAny("/#-_\\()"u8);

    static bool[] MakeAlpha2()
    {
        var table = new bool[26 * 26];
        Span<byte> code = stackalloc byte[2];
        Span<byte> name = stackalloc byte[2];
        for (var index = 0; index < table.Length; index++)
        {
            code[0] = (byte)('A' + index / 26);
            code[1] = (byte)('A' + index % 26);
            PlaceName.Fold(code, name);
            table[index] = names.Find(name).SequenceEqual(code);
        }
        return table;
    }
}

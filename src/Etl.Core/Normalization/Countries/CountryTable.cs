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

    static ReadOnlySpan<byte> Article => "the"u8;

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
        if (CountryCallingCode.IsMarked(value))
        {
            const int lettersLength = 2;
            return CountryCallingCode.TryFind(value, room) ? FindName(room[..lettersLength]) : [];
        }
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
        return code.IsEmpty ? FindWithoutArticle(value, key) : code;
    }

    // ISO 3166 writes the article behind the name, in brackets or behind a comma: "Russian Federation (the)", "Korea (the Republic of)".
    static ReadOnlySpan<byte> FindWithoutArticle(scoped ReadOnlySpan<byte> value, scoped ReadOnlySpan<byte> key)
    {
        if (key.StartsWith(Article))
        {
            return names.Find(key[Article.Length..]);
        }
        var start = value.Length > PlaceName.LengthMax ? -1 : ArticleAt(value);
        if (start < 0)
        {
            return [];
        }
        Span<byte> rest = stackalloc byte[PlaceName.LengthMax];
        value[..start].CopyTo(rest);
        value[(start + Article.Length)..].CopyTo(rest[start..]);
        Span<byte> room = stackalloc byte[PlaceName.KeyLengthMax];
        return names.Find(room[..PlaceName.Fold(rest[..(value.Length - Article.Length)], room)]);
    }

    // Where the article stands behind a bracket or comma; −1 when it stands behind none.
    static int ArticleAt(ReadOnlySpan<byte> value)
    {
        var at = 0;
        while (value[at..].IndexOfAny((byte)'(', (byte)',') is var sign and >= 0)
        {
            at += sign + 1;
            var rest = value[at..].TrimStart((byte)' ');
            var isArticle =
                rest.Length >= Article.Length
                && Ascii.EqualsIgnoreCase(rest[..Article.Length], Article)
                && (rest.Length == Article.Length || rest[Article.Length] is (byte)' ' or (byte)')');
            if (isArticle)
            {
                return value.Length - rest.Length;
            }
        }
        return -1;
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

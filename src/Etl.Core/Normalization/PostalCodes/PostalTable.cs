using System.Globalization;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>The forms of postal codes by country, out of <c>postal-codes.txt</c>, which is read at the first look-up.</summary>
static class PostalTable
{
    const string ZerosMark = " zeros=";
    const string SignMark = " sign=";

    static readonly PostalForms?[] byCountry = Read();

    static readonly PostalForms[] byPlace =
    [
        .. byCountry.Select(forms => forms ?? PostalForms.None),
        PostalForms.None, // CountryLetters.Unknown
    ];

    /// <summary>The forms of a country; null when nothing is known of it.</summary>
    /// <param name="country">ISO 3166 alpha-2 in capitals, or empty.</param>
    public static PostalForms? Find(ReadOnlySpan<byte> country) =>
        country.Length == 2 ? byCountry[IndexOf(country[0], country[1])] : null;

    /// <summary>The same by the place of a country among all pairs of letters, see <see cref="CountryLetters"/>; never null.</summary>
    public static PostalForms At(int place) => byPlace[place];

    static int IndexOf(int first, int second) => 26 * (first - 'A') + second - 'A';

    static PostalForms?[] Read()
    {
        var table = new PostalForms?[26 * 26];
        using var stream = typeof(PostalTable).Assembly.GetManifestResourceStream(
            "Etl.Core.Normalization.PostalCodes.postal-codes.txt"
        )!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                table[IndexOf(line[0], line[1])] = Parse(line);
            }
        }
        return table;
    }

    static PostalForms Parse(string line)
    {
        var country = line[..2];
        var rest = line[3..];
        var sign = Cut(ref rest, SignMark);
        var zeros = Cut(ref rest, ZerosMark).Split('/');
        return new PostalForms(
            rest.Split('|'),
            zeros[0].Length == 0 ? 0 : int.Parse(zeros[0], CultureInfo.InvariantCulture),
            zeros.Length == 1 ? [] : zeros[1].Split(','),
            sign.Length == 0 ? [country] : [country, sign]
        );
    }

    static string Cut(ref string line, string mark)
    {
        var start = line.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }
        var value = line[(start + mark.Length)..];
        line = line[..start];
        return value;
    }
}

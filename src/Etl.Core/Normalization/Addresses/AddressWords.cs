using System.Text;

namespace Etl.Core.Normalization.Addresses;

/// <summary>Words that streets and buildings have in their names and cities have not, in places where they tell the two apart.</summary>
static class AddressWords
{
    /// <summary>Words that end the name of a street or building.</summary>
    const string Later =
        " street st ave avenue blvd boulevard road rd drive dr lane ln building bldg suite ste room rm floor fl box apt unit "
        + "office hwy highway route rte pkwy parkway capitol close gardens court terrace crescent grove mews walk row house wharf estate ";

    /// <summary>Words that begin the number of a room.</summary>
    const string First = " suite ste room rm floor apt apartment unit bldg building office ";

    /// <summary>Counties of the United Kingdom that do not end in "shire", as addresses have them between the town and the code.</summary>
    const string UkCounties =
        "|avon|berks|bucks|cambs|cleveland|clwyd|cornwall|county durham|co durham|cumbria|devon|dorset|dyfed|east sussex|essex|fife|glos|greater london|"
        + "greater manchester|gwent|gwynedd|hants|herts|isle of wight|kent|lancs|leics|lincs|merseyside|mid glamorgan|middlesex|middx|midlothian|norfolk|"
        + "northants|northumberland|notts|oxon|powys|rutland|salop|shropshire|somerset|south glamorgan|south yorkshire|staffs|suffolk|surrey|sussex|"
        + "tyne and wear|tyne & wear|warks|west glamorgan|west lothian|west midlands|west sussex|west yorkshire|wilts|worcs|"
        + "co antrim|co armagh|co down|co fermanagh|co londonderry|co tyrone|county antrim|county armagh|county down|county fermanagh|county londonderry|"
        + "county tyrone|";

    const int CountyLengthMax = 24;
    const int LengthMax = 12;

    /// <summary>True for the name of a county of the United Kingdom.</summary>
    public static bool IsUkCounty(ReadOnlySpan<byte> name)
    {
        var plain = name.TrimEnd((byte)'.');
        if (plain.Length is 0 or > CountyLengthMax || !Ascii.IsValid(plain))
        {
            return false;
        }
        Span<char> padded = stackalloc char[CountyLengthMax + 2];
        padded[0] = '|';
        Ascii.ToLower(plain, padded[1..], out var length);
        padded[length + 1] = '|';
        return padded[1..(length + 1)].EndsWith("shire", StringComparison.Ordinal)
            || UkCounties.AsSpan().IndexOf(padded[..(length + 2)], StringComparison.Ordinal) >= 0;
    }

    /// <summary>True when a word behind the first that names streets elsewhere names cities in a country: Bury St Edmunds, Miami Gardens.</summary>
    public static bool IsCityIn(ReadOnlySpan<byte> country, ReadOnlySpan<byte> word, bool isLast) =>
        isLast
            ? country.SequenceEqual("US"u8)
                && (word.SequenceEqual("Gardens"u8) || word.SequenceEqual("Grove"u8) || word.SequenceEqual("Terrace"u8))
            : country.SequenceEqual("GB"u8) && word.SequenceEqual("St"u8);

    /// <summary>Length of the quadrant of a street before the name of the capital of the United States (<c>NW Washington</c>), 0 without one.</summary>
    public static int QuadrantLength(ReadOnlySpan<byte> city)
    {
        var name = city.TrimStart((byte)' ');
        const int quadrantLength = 2;
        var isQuadrant =
            name is [(byte)'N' or (byte)'S', (byte)'E' or (byte)'W', (byte)' ', ..]
            && name[quadrantLength..].Trim((byte)' ').SequenceEqual("Washington"u8);
        return isQuadrant ? city.Length - name.Length + quadrantLength : 0;
    }

    /// <summary>True when a word of a name says that it is no city's: St. Louis is one, Main St. is none.</summary>
    public static bool IsNoCity(ReadOnlySpan<byte> word, bool isFirst)
    {
        var plain = word.Trim(".,"u8);
        if (plain.Length is 0 or > LengthMax || !Ascii.IsValid(plain))
        {
            return false;
        }
        Span<char> padded = stackalloc char[LengthMax + 2];
        padded[0] = ' ';
        for (var index = 0; index < plain.Length; index++)
        {
            padded[index + 1] = char.ToLowerInvariant((char)plain[index]);
        }
        padded[plain.Length + 1] = ' ';
        return (isFirst ? First : Later).AsSpan().IndexOf(padded[..(plain.Length + 2)], StringComparison.Ordinal) >= 0;
    }
}

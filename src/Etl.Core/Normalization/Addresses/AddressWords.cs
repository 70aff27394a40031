using System.Text;

namespace Etl.Core.Normalization.Addresses;

/// <summary>Words that streets and buildings have in their names and cities have not, in places where they tell the two apart.</summary>
static class AddressWords
{
    /// <summary>Words that end the name of a street or building.</summary>
    const string Later =
        " street st ave avenue blvd boulevard road rd drive dr lane ln building bldg suite ste room rm floor fl box apt unit "
        + "office hwy highway route rte pkwy parkway capitol ";

    /// <summary>Words that begin the number of a room.</summary>
    const string First = " suite ste room rm floor apt apartment unit bldg building office ";

    const int LengthMax = 12;

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

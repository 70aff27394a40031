namespace Etl.Core.Normalization.PostalCodes;

/// <summary>
/// Tells the postcodes of the United Kingdom, whose form and areas no other country has: <c>SW1A 2AA</c>. Source: Royal Mail's Programmer's
/// Guide to the PAF (areas, and letters that the last three characters do not have).
/// </summary>
static class UkPostcode
{
    /// <summary>Letters that codes start with, a space around each. Jersey, Guernsey and Man are countries of their own.</summary>
    static ReadOnlySpan<byte> Areas =>
        " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX "u8
        + "IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST "u8
        + "SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "u8;

    static ReadOnlySpan<byte> LettersNeverLast => "CIKMOV"u8;

    /// <summary>True for a code of an area, in capitals and with its space.</summary>
    public static bool Is(ReadOnlySpan<byte> value)
    {
        const int inwardLength = 3;
        const int areaLengthMax = 2;
        const int lengthMax = 8;
        if (value.Length is <= inwardLength + 1 or > lengthMax || value[0] is < (byte)'A' or > (byte)'Z')
        {
            return false;
        }
        var forms = PostalTable.Find("GB"u8)!;
        if (!forms.Matches(value) || value[^(inwardLength + 1)] != ' ' || value[^2..].ContainsAny(LettersNeverLast))
        {
            return false;
        }
        var length = value.IndexOfAnyInRange((byte)'0', (byte)'9');
        Span<byte> area = stackalloc byte[areaLengthMax + 2];
        if (length is < 1 or > areaLengthMax)
        {
            return false;
        }
        area[0] = (byte)' ';
        value[..length].CopyTo(area[1..]);
        area[length + 1] = (byte)' ';
        return Areas.IndexOf(area[..(length + 2)]) >= 0;
    }
}

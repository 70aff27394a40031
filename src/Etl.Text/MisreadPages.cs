namespace Etl.Text;

/// <summary>The single-byte encodings that UTF-8 is read in by mistake, and a quick look for what comes out of that.</summary>
/// <remarks>
/// Computes: one pass over UTF-8 that asks whether somewhere a character that is a lead byte of UTF-8 in one of the encodings is followed by as
/// many characters as its sequence needs that are continuation bytes in the same one. Each character has a word of four masks
/// with a bit per encoding (continuation; lead of two, three and four bytes), and the encodings that wait for one, two and
/// three more characters shift along. ASCII with single accents costs a vectorized search, other text a load and a few steps a character.
/// </remarks>
static class MisreadPages
{
    const int MaskBits = 16;

    /// <summary>Characters from U+3000 on, those of East Asia, begin with this byte or a higher one; no encoding here has any.</summary>
    const byte FirstForeignLead = 0xE3;

    static readonly MisreadPage[] all =
    [
        new(
            "windows-1252",
            "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F"
                + "\u0090‘’“”•–—˜™š›œ\u009DžŸ"
                + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
                + "°±²³´µ¶·¸¹º»¼½¾¿"
                + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                + "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                + "àáâãäåæçèéêëìíîï"
                + "ðñòóôõö÷øùúûüýþÿ"
        ),
        new(
            "windows-1250",
            "€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ"
                + "\u0090‘’“”•–—\u0098™š›śťžź"
                + "\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż"
                + "°±˛ł´µ¶·¸ąş»Ľ˝ľż"
                + "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ"
                + "ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
                + "ŕáâăäĺćçčéęëěíîď"
                + "đńňóôőö÷řůúűüýţ˙"
        ),
        new(
            "windows-1251",
            "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
                + "ђ‘’“”•–—\u0098™љ›њќћџ"
                + "\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
                + "°±Ііґµ¶·ё№є»јЅѕї"
                + "АБВГДЕЖЗИЙКЛМНОП"
                + "РСТУФХЦЧШЩЪЫЬЭЮЯ"
                + "абвгдежзийклмноп"
                + "рстуфхцчшщъыьэюя"
        ),
        new(
            "windows-1254",
            "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008D\u008E\u008F"
                + "\u0090‘’“”•–—˜™š›œ\u009D\u009EŸ"
                + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
                + "°±²³´µ¶·¸¹º»¼½¾¿"
                + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                + "ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß"
                + "àáâãäåæçèéêëìíîï"
                + "ğñòóôõö÷øùúûüışÿ"
        ),
        new(
            "windows-1253",
            "€\u0081‚ƒ„…†‡\u0088‰\u008A‹\u008C\u008D\u008E\u008F"
                + "\u0090‘’“”•–—\u0098™\u009A›\u009C\u009D\u009E\u009F"
                + "\u00A0΅Ά£¤¥¦§¨©ª«¬\u00AD®―"
                + "°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ"
                + "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ"
                + "ΠΡÒΣΤΥΦΧΨΩΪΫάέήί"
                + "ΰαβγδεζηθικλμνξο"
                + "πρςστυφχψωϊϋόύώÿ"
        ),
        new(
            "windows-1255",
            "€\u0081‚ƒ„…†‡ˆ‰\u008A‹\u008C\u008D\u008E\u008F"
                + "\u0090‘’“”•–—˜™\u009A›\u009C\u009D\u009E\u009F"
                + "\u00A0¡¢£₪¥¦§¨©×«¬\u00AD®¯"
                + "°±²³´µ¶·¸¹÷»¼½¾¿"
                + "\u05B0\u05B1\u05B2\u05B3\u05B4\u05B5\u05B6\u05B7\u05B8\u05B9Ê\u05BB\u05BC\u05BD\u05BE\u05BF"
                + "\u05C0\u05C1\u05C2\u05C3\u05F0\u05F1\u05F2\u05F3\u05F4ÙÚÛÜÝÞß"
                + "\u05D0\u05D1\u05D2\u05D3\u05D4\u05D5\u05D6\u05D7\u05D8\u05D9\u05DA\u05DB\u05DC\u05DD\u05DE\u05DF"
                + "\u05E0\u05E1\u05E2\u05E3\u05E4\u05E5\u05E6\u05E7\u05E8\u05E9\u05EAûü\u200E\u200Fÿ"
        ),
        new(
            "windows-1256",
            "€\u067E‚ƒ„…†‡ˆ‰\u0679‹Œ\u0686\u0698\u0688"
                + "\u06AF‘’“”•–—\u06A9™\u0691›œ\u200C\u200D\u06BA"
                + "\u00A0،¢£¤¥¦§¨©\u06BE«¬\u00AD®¯"
                + "°±²³´µ¶·¸¹\u061B»¼½¾\u061F"
                + "\u06C1\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062A\u062B\u062C\u062D\u062E\u062F"
                + "\u0630\u0631\u0632\u0633\u0634\u0635\u0636×\u0637\u0638\u0639\u063A\u0640\u0641\u0642\u0643"
                + "à\u0644â\u0645\u0646\u0647\u0648çèéêë\u0649\u064Aîï"
                + "\u064B\u064C\u064D\u064Eô\u064F\u0650÷\u0651ù\u0652ûü\u200E\u200F\u06D2"
        ),
        new(
            "macintosh",
            "ÄÅÇÉÑÖÜáàâäãåçéè"
                + "êëíìîïñóòôöõúùûü"
                + "†°¢£§•¶ß®©™´¨≠ÆØ"
                + "∞±≤≥¥µ∂∑∏π∫ªºΩæø"
                + "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ"
                + "–—“”‘’÷◊ÿŸ⁄€‹›Þß"
                + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
                + "ðÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
        ),
        new(
            "ibm850",
            "ÇüéâäàåçêëèïîìÄÅ"
                + "ÉæÆôöòûùÿÖÜø£Ø×ƒ"
                + "áíóúñÑªº¿®¬½¼¡«»"
                + "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
                + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
                + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
                + "\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"
        ),
        new(
            "ibm437",
            "ÇüéâäàåçêëèïîìÄÅ"
                + "ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                + "áíóúñÑªº¿⌐¬½¼¡«»"
                + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                + "αßΓπΣσµτΦΘΩδ∞φε∩"
                + "≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"
        ),
        new(
            "koi8-r",
            "─│┌┐└┘├┤┬┴┼▀▄█▌▐"
                + "░▒▓⌠■∙√≈≤≥\u00A0⌡°²·÷"
                + "═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞"
                + "╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
                + "юабцдефгхийклмно"
                + "пярстужвьызшэщчъ"
                + "ЮАБЦДЕФГХИЙКЛМНО"
                + "ПЯРСТУЖВЬЫЗШЭЩЧЪ"
        ),
    ];

    static readonly Lazy<ulong[]> masks = new(MakeMasks);

    /// <summary>All of them; the first is windows-1252, which has rules of its own.</summary>
    public static ReadOnlySpan<MisreadPage> All => all;

    /// <summary>The encodings in which a sequence of <paramref name="text"/> may have been read, a bit each; of valid UTF-8.</summary>
    /// <param name="text">UTF-8; other bytes are passed over.</param>
    /// <param name="isFirstEnough">True to stop at the first sequence.</param>
    public static int Find(ReadOnlySpan<byte> text, bool isFirstEnough)
    {
        var found = 0;
        var words = masks.Value;
        while (NonAsciiRuns.IndexOf(text) is var at and >= 0)
        {
            text = text[at..];
            found |= FindInRun(ref text, words, isFirstEnough);
            if (isFirstEnough && found != 0)
            {
                break;
            }
        }
        return found;
    }

    /// <summary>Looks at characters beyond ASCII up to the next one that is ASCII, and takes them off the text.</summary>
    static int FindInRun(ref ReadOnlySpan<byte> text, ulong[] words, bool isFirstEnough)
    {
        var (waitOne, waitTwo, waitThree, found) = (0UL, 0UL, 0UL, 0UL);
        var index = 0;
        while (index < text.Length && text[index] >= 0x80)
        {
            var lead = text[index];
            if (lead is >= FirstForeignLead and < 0xF0 && index + 3 <= text.Length)
            {
                (waitOne, waitTwo, waitThree) = (0, 0, 0);
                index += 3;
                continue;
            }
            var length =
                lead < 0xC0 ? 1
                : lead < 0xE0 ? 2
                : lead < 0xF0 ? 3
                : 4;
            if (index + length > text.Length)
            {
                index = text.Length;
                break;
            }
            var character = length switch
            {
                2 => ((lead & 0x1F) << 6) | (text[index + 1] & 0x3F),
                3 => ((lead & 0x0F) << 12) | ((text[index + 1] & 0x3F) << 6) | (text[index + 2] & 0x3F),
                _ => 0,
            };
            index += length;
            var word = character < words.Length ? words[character] : 0;
            found |= waitOne & word & ushort.MaxValue;
            if (isFirstEnough && found != 0)
            {
                break;
            }
            waitOne = (waitTwo & word) | (word >> MaskBits);
            waitTwo = (waitThree & word) | (word >> (2 * MaskBits));
            waitThree = word >> (3 * MaskBits);
            waitOne &= ushort.MaxValue;
            waitTwo &= ushort.MaxValue;
        }
        text = text[index..];
        return (int)found;
    }

    static ulong[] MakeMasks()
    {
        var words = new ulong[MisreadPage.CharactersEnd];
        for (var page = 0; page < all.Length; page++)
        {
            for (var value = 0x80; value <= 0xF4; value++)
            {
                var part = value switch
                {
                    <= 0xBF => 0,
                    <= 0xC1 => -1,
                    <= 0xDF => 1,
                    <= 0xEF => 2,
                    _ => 3,
                };
                if (part >= 0)
                {
                    words[all[page].Character(value)] |= 1UL << (page + part * MaskBits);
                    // windows-1252 is often Latin-1 in truth, which has controls where the other has signs.
                    words[value] |= page == 0 ? 1UL << (part * MaskBits) : 0;
                }
            }
        }
        words[MisreadPage.Ohm] |= words[MisreadPage.Omega];
        return words;
    }
}

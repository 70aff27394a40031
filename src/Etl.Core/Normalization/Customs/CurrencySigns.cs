using System.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>The currencies in use (ISO 4217), and the signs and words that people write for them.</summary>
static class CurrencySigns
{
    const int CodeLength = 3;

    static readonly CurrencySign[] all =
    [
        Shared(
            "$",
            "USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP BRL UYU DOP BBD BSD BZD BMD BND FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
        ),
        Shared("¥", "JPY CNY"),
        Shared("￥", "JPY CNY"),
        Shared("元", "CNY TWD HKD"),
        Shared("kr", "SEK NOK DKK ISK"),
        Shared("kr.", "DKK NOK SEK ISK"),
        Shared("Rs", "INR PKR LKR NPR MUR"),
        Shared("Rs.", "INR PKR LKR NPR MUR"),
        Shared("lei", "RON MDL"),
        Shared("dollars", "USD AUD CAD HKD NZD SGD TWD"),
        Own("US$", "USD"),
        Own("US $", "USD"),
        Own("U.S.$", "USD"),
        Own("A$", "AUD"),
        Own("AU$", "AUD"),
        Own("C$", "CAD"),
        Own("CA$", "CAD"),
        Own("CAN$", "CAD"),
        Own("HK$", "HKD"),
        Own("NZ$", "NZD"),
        Own("S$", "SGD"),
        Own("NT$", "TWD"),
        Own("MX$", "MXN"),
        Own("R$", "BRL"),
        Own("€", "EUR"),
        Own("euro", "EUR"),
        Own("euros", "EUR"),
        Own("£", "GBP EGP FKP GIP LBP SHP SYP SSP"),
        Own("₹", "INR"),
        Own("₽", "RUB"),
        Own("руб", "RUB"),
        Own("руб.", "RUB"),
        Own("РУБ.", "RUB"),
        Own("р.", "RUB"),
        Own("₩", "KRW KPW"),
        Own("원", "KRW"),
        Own("円", "JPY"),
        Own("人民币", "CNY"),
        Own("RMB", "CNY"),
        Own("₺", "TRY"),
        Own("TL", "TRY"),
        Own("₴", "UAH"),
        Own("грн", "UAH"),
        Own("грн.", "UAH"),
        Own("₪", "ILS"),
        Own("₫", "VND"),
        Own("đ", "VND"),
        Own("฿", "THB"),
        Own("₱", "PHP"),
        Own("₦", "NGN"),
        Own("₸", "KZT"),
        Own("zł", "PLN"),
        Own("ZŁ", "PLN"),
        Own("Kč", "CZK"),
        Own("KČ", "CZK"),
        Own("Ft", "HUF"),
        Own("лв", "BGN"),
        Own("лв.", "BGN"),
        Own("Fr.", "CHF"),
        Own("SFr.", "CHF"),
        Own("Rp", "IDR"),
        Own("RM", "MYR"),
    ];

    static ReadOnlySpan<byte> Codes =>
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE "u8
        + "CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "u8
        + "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR "u8
        + "PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD "u8
        + "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW "u8;

    /// <summary>The code that a word is, in capitals; empty when it is none. Case does not count.</summary>
    public static ReadOnlySpan<byte> CodeOf(ReadOnlySpan<byte> word)
    {
        if (word.Length != CodeLength)
        {
            return [];
        }
        for (var index = 0; index < Codes.Length; index += CodeLength + 1)
        {
            if (Ascii.EqualsIgnoreCase(word, Codes.Slice(index, CodeLength)))
            {
                return Codes.Slice(index, CodeLength);
            }
        }
        return [];
    }

    /// <summary>True for a code of ISO 4217.</summary>
    public static bool IsCode(ReadOnlySpan<byte> text) => !CodeOf(text).IsEmpty;

    /// <summary>The sign or word that a text is; null when it is none. Case does not count for the letters of English.</summary>
    public static CurrencySign? Find(ReadOnlySpan<byte> text)
    {
        foreach (var sign in all)
        {
            if (IsSame(text, sign.Text))
            {
                return sign;
            }
        }
        return null;
    }

    static bool IsSame(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sign)
    {
        if (text.Length != sign.Length)
        {
            return false;
        }
        for (var index = 0; index < sign.Length; index++)
        {
            var isSame = sign[index] < 0x80 ? Small(text[index]) == Small(sign[index]) : text[index] == sign[index];
            if (!isSame)
            {
                return false;
            }
        }
        return true;
    }

    static int Small(byte letter) => char.IsAsciiLetterUpper((char)letter) ? letter | 0x20 : letter;

    static CurrencySign Shared(string text, string codes) => new(text, codes, isShared: true);

    static CurrencySign Own(string text, string codes) => new(text, codes, isShared: false);
}

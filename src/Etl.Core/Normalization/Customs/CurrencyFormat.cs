using System.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>How amounts of money are written, and in which currency they are when they do not say it.</summary>
/// <param name="Numbers">How their numbers are written.</param>
/// <param name="Code">ISO 4217 code of amounts without a sign or code; null for none.</param>
sealed record CurrencyFormat(NumberFormat Numbers, byte[]? Code)
{
    // ISO 4217, the currencies in use.
    const string Codes =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
        + "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
        + "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
        + "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF "
        + "YER ZAR ZMW ";

    // A sign and what it stands for. One that several currencies have stands for the first, unless the column's own is another.
    static readonly (string Sign, string Codes)[] signs =
    [
        ("$", "USD AUD CAD HKD NZD SGD TWD MXN ARS CLP COP BRL"),
        ("US$", "USD"),
        ("A$", "AUD"),
        ("C$", "CAD"),
        ("CA$", "CAD"),
        ("HK$", "HKD"),
        ("NZ$", "NZD"),
        ("S$", "SGD"),
        ("NT$", "TWD"),
        ("R$", "BRL"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("₹", "INR"),
        ("Rs.", "INR"),
        ("₽", "RUB"),
        ("руб.", "RUB"),
        ("₩", "KRW"),
        ("원", "KRW"),
        ("円", "JPY"),
        ("元", "CNY"),
        ("RMB", "CNY"),
        ("₺", "TRY"),
        ("₴", "UAH"),
        ("₪", "ILS"),
        ("₫", "VND"),
        ("฿", "THB"),
        ("₱", "PHP"),
        ("₦", "NGN"),
        ("zł", "PLN"),
        ("Kč", "CZK"),
        ("Ft", "HUF"),
        ("Fr.", "CHF"),
        ("SFr.", "CHF"),
    ];

    // Signs that say nothing unless the column's own currency is one of theirs.
    static readonly (string Sign, string Codes)[] sharedSigns =
    [
        ("¥", "JPY CNY"),
        ("￥", "JPY CNY"),
        ("kr", "SEK NOK DKK ISK"),
        ("kr.", "DKK NOK SEK ISK"),
    ];

    /// <summary>Reads <c>de</c>, <c>EUR</c>, <c>de,EUR</c> or nothing; null when it is none of these.</summary>
    public static CurrencyFormat? Find(string argument)
    {
        var numbers = new NumberFormat(false);
        byte[]? code = null;
        foreach (
            var part in argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (IsCode(part))
            {
                code = Encoding.ASCII.GetBytes(part);
            }
            else if (NumberFormat.Find(part) is { } format)
            {
                numbers = format;
            }
            else
            {
                return null;
            }
        }
        return new CurrencyFormat(numbers, code);
    }

    /// <summary>The code that a sign or code stands for; empty when it is not known.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text)
    {
        const int codeLength = 3;
        var word = Encoding.UTF8.GetString(text);
        if (word.Length == codeLength && IsCode(word.ToUpperInvariant()))
        {
            return Encoding.ASCII.GetBytes(word.ToUpperInvariant());
        }
        var own = Code is null ? "" : Encoding.ASCII.GetString(Code);
        foreach (var (sign, codes) in signs)
        {
            if (string.Equals(sign, word, StringComparison.OrdinalIgnoreCase))
            {
                return Encoding.ASCII.GetBytes(
                    own.Length > 0 && codes.Contains(own, StringComparison.Ordinal) ? own : codes[..codeLength]
                );
            }
        }
        foreach (var (sign, codes) in sharedSigns)
        {
            if (
                string.Equals(sign, word, StringComparison.OrdinalIgnoreCase)
                && own.Length > 0
                && codes.Contains(own, StringComparison.Ordinal)
            )
            {
                return Code;
            }
        }
        return [];
    }

    static bool IsCode(string text) =>
        text.Length == 3 && text.All(char.IsAsciiLetterUpper) && Codes.Contains(text + " ", StringComparison.Ordinal);
}

using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Etl.Core.Normalization.Dates;

namespace Etl.Core.Mapping;

/// <summary>
/// Looks at one sample value and says what it could be. Deliberately generous: it judges whether a column holds e-mail addresses at all,
/// not whether an address is valid.
/// </summary>
static class ValueShape
{
    const int PhoneDigitsMin = 5;
    const int ChineseMobileDigits = 11;
    const int MaskLengthMax = 24;

    /// <summary>No month has a name of so many bytes in UTF-8.</summary>
    const int MonthBytesMax = 128;

    static readonly FrozenSet<string> placeholders = Words(
        "n/a,na,none,null,nil,-,--,unknown,tbd,?,#n/a,#ref!,#value!,#name?,."
    );

    static readonly FrozenSet<string> months = Words("jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec");

    static readonly FrozenSet<string> statuses = Words(
        "active,inactive,open,closed,new,pending,subscribed,unsubscribed,cleaned,bounced,lead,customer,prospect,qualified,unqualified,"
            + "enabled,disabled,archived,deleted,draft,won,lost,true,false,yes,no,in progress,done,approved,rejected,suspended,blocked,"
            + "contacted,converted,nurturing,working,complete,completed,verified,unverified,valid,invalid,live,paused,cancelled,canceled"
    );

    static readonly FrozenSet<string> organizationWords = Words(
        "inc,llc,llp,ltd,limited,corp,corporation,company,co,plc,gmbh,ag,kg,ohg,ug,ev,sa,sas,sarl,srl,spa,sl,bv,nv,ab,oy,as,aps,kft,"
            + "zrt,sro,pty,pte,ltda,group,holding,holdings,foundation,university,bank,institute,ооо,зао,оао,пао"
    );

    static readonly string[] organizationEnds =
    [
        "公司",
        "集团",
        "集團",
        "株式会社",
        "大学",
        "银行",
        "银行股份",
        "회사",
        "(주)",
    ];

    static readonly SearchValues<char> dateSigns = SearchValues.Create("年月日년월");

    static readonly SearchValues<char> wordEnds = SearchValues.Create(" -/.,");

    static readonly SearchValues<char> digits = SearchValues.Create("0123456789");

    /// <summary>True for nothing and for what people write in its place.</summary>
    public static bool IsEmpty(string value) =>
        string.IsNullOrWhiteSpace(value)
        || placeholders.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value.AsSpan().Trim());

    /// <summary>At least five digits, hardly any letters, and neither an address nor a date.</summary>
    public static bool IsPhone(string value, ValueFacts facts) =>
        facts.DigitCount >= PhoneDigitsMin
        && facts.LetterCount <= facts.DigitCount
        && !facts.HasAt
        && !IsIsoDate(value);

    /// <summary>Digits with separators (1961-05-05, 5/5/61), a month's name with digits, or a serial day of a spreadsheet.</summary>
    public static bool IsDate(string value, ValueFacts facts)
    {
        if (!facts.HasAsciiDigit || value.Length > 40 || facts.HasAt)
        {
            return false;
        }
        if (facts.LetterCount == 0)
        {
            return facts.DigitCount is >= 3 and <= 20;
        }
        return value.Contains('T', StringComparison.Ordinal)
            || value.AsSpan().ContainsAny(dateSigns)
            || HasMonth(value);
    }

    public static bool IsUrl(string value, ValueFacts facts) =>
        value.Contains("://", StringComparison.Ordinal)
        || (
            value.Contains('.', StringComparison.Ordinal)
            && !value.Trim().Contains(' ', StringComparison.Ordinal)
            && !facts.HasAt
        );

    /// <summary>A name or a code: letters, and no more digits than the three of a numeric code.</summary>
    public static bool IsCountry(string value, ValueFacts facts) =>
        !facts.HasAt && value.Length <= 60 && (facts.LetterCount > 0 || (value.Length <= 3 && IsNumber(value, facts)));

    public static bool IsNumber(string value, ValueFacts facts) =>
        facts is { HasAsciiDigit: true, LetterCount: 0 }
        && decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _);

    /// <summary>The last word says that it is a company: never true of a person's name in a cased script, except by accident.</summary>
    public static bool IsOrganization(string value)
    {
        var text = value.AsSpan().Trim();
        if (!Ascii.IsValid(text) && HasOrganizationSign(text))
        {
            return true;
        }
        var lastSpace = text.LastIndexOf(' ');
        return lastSpace > 0 && IsOrganizationWord(text[(lastSpace + 1)..]);
    }

    static bool HasOrganizationSign(ReadOnlySpan<char> text)
    {
        foreach (var end in organizationEnds)
        {
            if (text.EndsWith(end))
            {
                return true;
            }
        }
        return text.StartsWith("株式会社");
    }

    static bool IsOrganizationWord(ReadOnlySpan<char> word) =>
        word.ContainsAny('.', ',', ')')
            ? organizationWords.Contains(word.ToString().Replace(".", "", StringComparison.Ordinal).TrimEnd(',', ')'))
            : organizationWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static bool IsChineseMobile(string value, ValueFacts facts)
    {
        if (facts.DigitCount < ChineseMobileDigits)
        {
            return false;
        }
        Span<char> number = stackalloc char[14];
        var length = 0;
        foreach (var letter in value)
        {
            if (!char.IsAsciiDigit(letter))
            {
                continue;
            }
            if (length == number.Length)
            {
                return false;
            }
            number[length++] = letter;
        }
        var digitsOnly = number[..length];
        var national = length == 13 && digitsOnly.StartsWith("86") ? digitsOnly[2..] : digitsOnly;
        return national.Length == ChineseMobileDigits && national[0] == '1' && national[1] >= '3';
    }

    public static bool IsStatus(string value) =>
        statuses.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value.AsSpan().Trim());

    /// <summary>The value with its characters hidden: <c>Anna 12</c> is <c>Aaaa 99</c>. For messages, which never show values.</summary>
    public static string Mask(string value)
    {
        var mask = new StringBuilder();
        var count = 0;
        foreach (var rune in value.AsSpan().Trim().EnumerateRunes())
        {
            if (++count > MaskLengthMax)
            {
                break;
            }
            mask.Append(MaskOf(rune));
        }
        return mask.ToString();
    }

    static string MaskOf(Rune rune) =>
        Rune.IsDigit(rune) ? "9"
        : Rune.IsUpper(rune) ? "A"
        : Rune.IsLetter(rune) ? "a"
        : Rune.IsControl(rune) ? " "
        : rune.ToString();

    static bool IsIsoDate(string value) =>
        value.Length >= 10
        && value[4] is '-' or '/'
        && value[7] == value[4]
        && value.AsSpan(0, 4).ContainsAny(digits)
        && value.AsSpan(5, 2).ContainsAny(digits);

    static bool HasMonth(string value)
    {
        var text = value.AsSpan();
        foreach (var range in text.SplitAny(wordEnds))
        {
            var word = text[range];
            // Numbers are most of the words here, and no month's name begins with a digit.
            if (word.Length >= 3 && !char.IsAsciiDigit(word[0]) && IsMonth(word))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsMonth(ReadOnlySpan<char> word)
    {
        Span<byte> utf8 = stackalloc byte[MonthBytesMax];
        return months.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word[..3])
            || (Encoding.UTF8.TryGetBytes(word, utf8, out var length) && MonthNames.Find(utf8[..length]) > 0);
    }

    static FrozenSet<string> Words(string list) => list.Split(',').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>The characters and words of phone numbers beside their digits.</summary>
static class PhoneWords
{
    const int WordLengthMax = 24;

    static readonly FrozenSet<string> labels = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. (
                "tel tél telefon telefono teléfono telefone telephone téléphone phone ph phn fon telefonnummer number num no nr "
                + "mob mobile mobil móvil movil celular cel cell cellphone cellular handy natel portable port gsm sms whatsapp voice text "
                + "fax faks telefax home work office main direct business private privat büro bureau casa oficina trabajo desk "
                + "landline switchboard personal other primary t p m f c h w o d b "
                + "тел телефон моб мобильный сот факс раб дом 电话 電話 手机 手機 座机 传真 傳真 携帯 携帯電話 自宅 代 代表 直通 전화 전화번호 휴대폰 팩스"
            ).Split(' '),
        ]
    );

    static readonly FrozenSet<string> extensions = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. (
                "x ext extn ext-n extension extensión extensao int intern interno anexo ramal poste durchwahl dw nst nebenstelle apparat app klappe wew toestel tst dahili ankn anknytning linka klapka "
                + "доб добавочный вн внутр 内線 内线 转 轉 分机 分機 내선 ต่อ שלוחה"
            ).Split(' '),
        ]
    );

    // Between numbers that are several; words of a range, such as to and bis, are not among them, for they stand for more numbers than two.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> orLookup = FrozenSet
        .Create(
            StringComparer.OrdinalIgnoreCase,
            "or and oder und ou et o y e of en och eller og i lub nebo ve veya и или 和 或".Split(' ')
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> labelLookup = labels.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> extensionLookup =
        extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The value 0 to 9 of a decimal digit of any script; −1 for another character.</summary>
    public static int DigitOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            var digit = rune.Value - '0';
            return (uint)digit <= 9 ? digit : -1;
        }
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
            ? (int)Rune.GetNumericValue(rune)
            : -1;
    }

    /// <summary>True for + and its full-width form.</summary>
    public static bool IsPlus(Rune rune) => rune.Value is '+' or 0xFF0B;

    /// <summary>True for what people put between digits: spaces, hyphens, brackets, slashes and what no screen shows.</summary>
    public static bool IsSeparator(Rune rune) =>
        rune.Value switch
        {
            ' ' or '-' or '.' or '(' or ')' or '/' or '\t' or '[' or ']' or '\n' or '\r' or '~' => true,
            0xFF08 or 0xFF09 or 0xFF0D or 0xFF0E or 0xFF0F or 0xFF3B or 0xFF3D => true, // full-width ( ) - . / [ ]
            0xFF5E or 0x223C or 0x2053 => true, // forms of ~
            >= 0x2010 and <= 0x2015 or 0x2212 or 0x30FC or 0x00B7 => true, // hyphens, dashes, minus, middle dot
            < 0x80 => false,
            _ => Texts.CharacterClasses.Of(rune)
                is Texts.CharacterClass.Space
                    or Texts.CharacterClass.Invisible
                    or Texts.CharacterClass.Joiner,
        };

    /// <summary>What a text around a number is.</summary>
    public static PhoneWordKind KindOf(ReadOnlySpan<byte> text)
    {
        Span<char> word = stackalloc char[WordLengthMax];
        var count = 0;
        var kind = PhoneWordKind.None;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done)
            {
                return PhoneWordKind.Other;
            }
            text = text[length..];
            if (IsLetter(rune))
            {
                if (count + 2 > WordLengthMax)
                {
                    return PhoneWordKind.Other;
                }
                count += Rune.ToLowerInvariant(rune).EncodeToUtf16(word[count..]);
                continue;
            }
            if (!IsSeparator(rune) && rune.Value is not (':' or ',' or ';' or '*' or 0xFF1A))
            {
                return PhoneWordKind.Other;
            }
            if (!EndWord(word, ref count, ref kind))
            {
                return PhoneWordKind.Other;
            }
        }
        return EndWord(word, ref count, ref kind) ? kind : PhoneWordKind.Other;
    }

    /// <summary>True for a word that extensions are marked with.</summary>
    public static bool IsExtensionMark(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("x"u8) || word.SequenceEqual("ext"u8))
        {
            return true;
        }
        Span<char> letters = stackalloc char[WordLengthMax];
        var count = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            if (count + 2 > WordLengthMax)
            {
                return false;
            }
            // Full-width letters lie as far from ASCII's as full-width digits do.
            var plain = rune.Value is >= 0xFF21 and <= 0xFF5A ? new Rune(rune.Value - 0xFEE0) : rune;
            count += Rune.ToLowerInvariant(plain).EncodeToUtf16(letters[count..]);
            word = word[length..];
        }
        return extensionLookup.Contains(letters[..count]);
    }

    /// <summary>True for the words and and or, in the languages of most files.</summary>
    public static bool IsOr(ReadOnlySpan<byte> word)
    {
        const int wordLengthMax = 8;
        Span<char> letters = stackalloc char[wordLengthMax];
        return word.Length <= wordLengthMax
            && Encoding.UTF8.TryGetChars(word, letters, out var count)
            && orLookup.Contains(letters[..count]);
    }

    /// <summary>True for a letter, and for the accents of letters.</summary>
    public static bool IsLetter(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetter((char)rune.Value);
        }
        return (Rune.IsLetter(rune) && rune.Value != 0x30FC)
            || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
    }

    static bool EndWord(Span<char> word, ref int count, ref PhoneWordKind kind)
    {
        if (count == 0)
        {
            return true;
        }
        var isLabel = labelLookup.Contains(word[..count]);
        count = 0;
        kind = PhoneWordKind.Label;
        return isLabel;
    }
}

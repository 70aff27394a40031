using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// What a phone number's text says, without judging it: digits, whether it has a +, an extension, letters, words around it.
/// Punctuation and spaces of any script are passed over; digits of any script count as digits.
/// </summary>
ref struct PhoneText
{
    /// <summary>More digits than any number has; a longer text is no phone number.</summary>
    public const int DigitsMax = 20;

    /// <summary>Room that <see cref="Read"/> needs for digits.</summary>
    public const int RoomMin = 2 * DigitsMax + PhoneExtension.DigitsMax;

    /// <summary>Letters that make a word to be dialled, as the keypad has them; fewer are something else.</summary>
    const int LettersMin = 3;

    readonly Span<byte> room;

    PhoneText(Span<byte> room) => this.room = room;

    /// <summary>True when a + stands before the first digit.</summary>
    public bool HasPlus { get; private set; }

    /// <summary>Digits before the extension.</summary>
    public int DigitCount { get; private set; }

    /// <summary>Digits of the extension.</summary>
    public int ExtensionCount { get; private set; }

    /// <summary>Digits when letters are dialled as digits, too; 0 when the text has none to dial.</summary>
    public int DialledCount { get; private set; }

    /// <summary>What the words before or behind the number are.</summary>
    public PhoneWordKind Words { get; private set; }

    /// <summary>Index of the digit that was written as <c>(0)</c>, a national prefix not dialled from abroad; −1 when there is none.</summary>
    public int TrunkZero { get; private set; } = -1;

    /// <summary>The digits, ASCII.</summary>
    public readonly ReadOnlySpan<byte> Digits => room[..DigitCount];

    /// <summary>The extension's digits, ASCII.</summary>
    public readonly ReadOnlySpan<byte> Extension => room.Slice(2 * DigitsMax, ExtensionCount);

    /// <summary>The digits with the letters dialled as digits.</summary>
    public readonly ReadOnlySpan<byte> Dialled => room.Slice(DigitsMax, DialledCount);

    /// <summary>A number of which only the digits (ASCII, at most <see cref="DigitsMax"/>) are left, and whether a + stood before them.</summary>
    public static PhoneText OfDigits(Span<byte> digits, bool hasPlus) =>
        new(digits) { HasPlus = hasPlus, DigitCount = digits.Length };

    /// <summary>Reads a text; false when it holds no number, or more than one.</summary>
    public static bool Read(ReadOnlySpan<byte> value, Span<byte> room, out PhoneText phone)
    {
        phone = new PhoneText(room);
        var body = PhoneExtension.Split(WithoutScheme(value.Trim((byte)' ')), room[(2 * DigitsMax)..], out var count);
        phone.ExtensionCount = count;
        return phone.ReadNumber(body) && phone.DigitCount > 0;
    }

    static ReadOnlySpan<byte> WithoutScheme(ReadOnlySpan<byte> value) =>
        value.Length > 4 && (value[0] | 0x20) == 't' && Ascii.EqualsIgnoreCase(value[..4], "tel:"u8)
            ? value[4..]
            : value;

    bool ReadNumber(ReadOnlySpan<byte> value)
    {
        var start = SkipToNumber(value);
        Words = PhoneWords.KindOf(value[..start]);
        value = value[start..];
        var rest = value;
        while (!rest.IsEmpty)
        {
            if (rest[0] is >= (byte)'0' and <= (byte)'9')
            {
                if (!AddDigit(rest[0] - '0'))
                {
                    return false;
                }
                rest = rest[1..];
                continue;
            }
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }
            if (PhoneWords.DigitOf(rune) is var digit and >= 0)
            {
                if (!AddDigit(digit))
                {
                    return false;
                }
            }
            else if (PhoneWords.IsPlus(rune))
            {
                if (DigitCount > 0 || HasPlus)
                {
                    return false;
                }
                HasPlus = true;
            }
            else if (PhoneWords.IsSeparator(rune))
            {
                NoteTrunkZero(rest);
            }
            else
            {
                return DigitCount > 0 && ReadLetters(value, rest);
            }
            rest = rest[length..];
        }
        return true;
    }

    static int SkipToNumber(ReadOnlySpan<byte> value)
    {
        var start = 0;
        while (
            start < value.Length
            && Rune.DecodeFromUtf8(value[start..], out var rune, out var length) == OperationStatus.Done
            && PhoneWords.DigitOf(rune) < 0
            && !PhoneWords.IsPlus(rune)
        )
        {
            start += length;
        }
        return start;
    }

    bool AddDigit(int digit)
    {
        if (DigitCount == DigitsMax)
        {
            return false;
        }
        room[DigitCount++] = (byte)('0' + digit);
        return true;
    }

    void NoteTrunkZero(ReadOnlySpan<byte> rest)
    {
        if (DigitCount > 0 && TrunkZero < 0 && rest.StartsWith("(0)"u8))
        {
            TrunkZero = DigitCount;
        }
    }

    // Letters behind digits are dialled (1-800-FLOWERS) or are words about the number; the plans tell which.
    bool ReadLetters(ReadOnlySpan<byte> number, ReadOnlySpan<byte> rest)
    {
        DialLetters(number);
        if (SkipToNumber(rest) < rest.Length)
        {
            // Where the letters are not dialled, they and the digits behind them are left out, and that is to be said.
            Words = (PhoneWordKind)Math.Max((int)Words, (int)PhoneWordKind.Label);
            return DialledCount > 0;
        }
        Words = (PhoneWordKind)Math.Max((int)Words, (int)PhoneWords.KindOf(rest));
        return true;
    }

    void DialLetters(ReadOnlySpan<byte> number)
    {
        // The letters of keys 2 to 9 (ITU-T E.161).
        var keys = "22233344455566677778889999"u8;
        Span<byte> digitsForLetters = stackalloc byte[PhoneLookalikes.LengthMax];
        if (PhoneLookalikes.Write(number, digitsForLetters) > 0)
        {
            return;
        }
        // GOT-JUNK? and GOT-JUNK!
        number = number.TrimEnd(" ?!"u8);
        var count = 0;
        var letterCount = 0;
        var isWord = false;
        var isAlike = true;
        var endsInDigits = false;
        var run = 0;
        foreach (var character in number)
        {
            var letter = (character | 0x20) - 'a';
            var isLetter = (uint)letter < (uint)keys.Length;
            if (!isLetter && character is not ((>= (byte)'0' and <= (byte)'9')))
            {
                if (character is not ((byte)' ' or (byte)'-' or (byte)'.' or (byte)'(' or (byte)')' or (byte)'+'))
                {
                    return;
                }
                continue;
            }
            if (count == DigitsMax)
            {
                return;
            }
            letterCount += isLetter ? 1 : 0;
            run = isLetter ? run + 1 : 0;
            isWord |= run >= LettersMin;
            isAlike &= !isLetter || PhoneLookalikes.IsAlike(character);
            endsInDigits |= letterCount > 0 && !isLetter;
            room[DigitsMax + count++] = isLetter ? keys[letter] : character;
        }
        // O1OO: letters scattered among the digits are slips, not a word.
        DialledCount = letterCount >= LettersMin && !isAlike && (isWord || !endsInDigits) ? count : 0;
    }
}

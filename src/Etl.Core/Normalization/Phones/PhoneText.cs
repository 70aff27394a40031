using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// What a phone number's text says, without judging it: digits, whether it has a +, an extension. Punctuation and spaces of any
/// script are passed over; full-width digits count as digits.
/// </summary>
ref struct PhoneText
{
    /// <summary>More digits than any number has; a longer text is no phone number.</summary>
    public const int DigitsMax = 20;

    /// <summary>Most digits of an extension.</summary>
    public const int ExtensionDigitsMax = 10;

    /// <summary>Room that <see cref="Read"/> needs for digits.</summary>
    public const int RoomMin = DigitsMax + ExtensionDigitsMax;

    readonly Span<byte> room;

    PhoneText(Span<byte> room) => this.room = room;

    /// <summary>True when a + stands before the first digit.</summary>
    public bool HasPlus { get; private set; }

    /// <summary>Digits before the extension.</summary>
    public int DigitCount { get; private set; }

    /// <summary>Digits of the extension.</summary>
    public int ExtensionCount { get; private set; }

    /// <summary>Index of the digit that was written as <c>(0)</c>, a national prefix not dialled from abroad; −1 when there is none.</summary>
    public int TrunkZero { get; private set; } = -1;

    /// <summary>The digits, ASCII.</summary>
    public readonly ReadOnlySpan<byte> Digits => room[..DigitCount];

    /// <summary>The extension's digits, ASCII.</summary>
    public readonly ReadOnlySpan<byte> Extension => room.Slice(DigitsMax, ExtensionCount);

    /// <summary>Reads a text; false when it holds anything that a phone number does not.</summary>
    public static bool Read(ReadOnlySpan<byte> value, Span<byte> room, out PhoneText phone)
    {
        phone = new PhoneText(room);
        return phone.ReadNumber(WithoutScheme(value.Trim((byte)' ')));
    }

    /// <summary>Takes the digit written as <c>(0)</c> out.</summary>
    public void RemoveTrunkZero()
    {
        room[(TrunkZero + 1)..DigitCount].CopyTo(room[TrunkZero..]);
        DigitCount--;
        TrunkZero = -1;
    }

    static ReadOnlySpan<byte> WithoutScheme(ReadOnlySpan<byte> value) =>
        value.Length > 4 && (value[0] | 0x20) == 't' && Ascii.EqualsIgnoreCase(value[..4], "tel:"u8)
            ? value[4..]
            : value;

    bool ReadNumber(ReadOnlySpan<byte> value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if ((uint)(character - '0') <= 9)
            {
                if (!AddDigit(character))
                {
                    return false;
                }
                continue;
            }
            switch (character)
            {
                case (byte)' '
                or (byte)'-'
                or (byte)'.'
                or (byte)')'
                or (byte)'/'
                or (byte)'\t'
                or (byte)'['
                or (byte)']':
                    break;
                case (byte)'(':
                    NoteTrunkZero(value[index..]);
                    break;
                case (byte)'+' when DigitCount == 0 && !HasPlus:
                    HasPlus = true;
                    break;
                case (byte)'x' or (byte)'X' or (byte)'e' or (byte)'E' or (byte)'#' or (byte)';' or (byte)',':
                    return DigitCount > 0 && ReadExtension(value[index..]);
                case >= 0x80:
                    if (!ReadBeyondAscii(value[index..], out var length))
                    {
                        return false;
                    }
                    index += length - 1;
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    bool AddDigit(byte digit)
    {
        if (DigitCount == DigitsMax)
        {
            return false;
        }
        room[DigitCount++] = digit;
        return true;
    }

    void NoteTrunkZero(ReadOnlySpan<byte> rest)
    {
        if (DigitCount > 0 && TrunkZero < 0 && rest.StartsWith("(0)"u8))
        {
            TrunkZero = DigitCount;
        }
    }

    bool ReadBeyondAscii(ReadOnlySpan<byte> rest, out int length)
    {
        if (Rune.DecodeFromUtf8(rest, out var rune, out length) != OperationStatus.Done)
        {
            return false;
        }
        switch (rune.Value)
        {
            case >= 0xFF10 and <= 0xFF19: // full-width digits
                return AddDigit((byte)(rune.Value - 0xFF10 + '0'));
            case 0xFF0B when DigitCount == 0 && !HasPlus: // full-width plus
                HasPlus = true;
                return true;
            case 0xFF08 or 0xFF09 or 0xFF0D or 0xFF0E or 0xFF0F: // full-width ( ) - . /
            case >= 0x2010 and <= 0x2015 or 0x2212 or 0x30FC or 0x00B7: // hyphens, dashes, minus, middle dot
                return true;
            default:
                return Texts.CharacterClasses.Of(rune)
                    is Texts.CharacterClass.Space
                        or Texts.CharacterClass.Invisible
                        or Texts.CharacterClass.Joiner;
        }
    }

    // x123, ext. 123, extension 123, #123, and ;ext=123 as this library writes it.
    bool ReadExtension(ReadOnlySpan<byte> rest)
    {
        var start = rest.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0 || !IsExtensionMark(rest[..start]))
        {
            return false;
        }
        var digits = rest[start..].TrimEnd((byte)' ');
        if (digits.Length > ExtensionDigitsMax || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        digits.CopyTo(room[DigitsMax..]);
        ExtensionCount = digits.Length;
        return true;
    }

    static bool IsExtensionMark(ReadOnlySpan<byte> mark)
    {
        const int longestMark = 16;
        if (mark.Length > longestMark)
        {
            return false;
        }
        Span<byte> letters = stackalloc byte[longestMark];
        var count = 0;
        foreach (var value in mark)
        {
            if (value is not ((byte)' ' or (byte)'.' or (byte)':' or (byte)'=' or (byte)';' or (byte)','))
            {
                letters[count++] = (byte)(value >= 'A' && value <= 'Z' ? value | 0x20 : value);
            }
        }
        var word = letters[..count];
        return word.SequenceEqual("x"u8)
            || word.SequenceEqual("ext"u8)
            || word.SequenceEqual("extn"u8)
            || word.SequenceEqual("extension"u8)
            || word.SequenceEqual("#"u8);
    }
}

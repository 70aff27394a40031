using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Tells a remark with digits behind a number, which a person does not read as the number's end: <c>24h</c>, <c>24/7</c>, <c>2nd floor</c>,
/// <c>1. OG</c>, <c>(1. OG)</c>, <c>[1]</c>, <c>(2)</c>.
/// </summary>
static class PhoneRemark
{
    // (2nd floor) (24h)
    const int RemarksMax = 3;
    const int DigitsMax = 2;

    // (Room 1204); more may be a further number.
    const int DigitsInRemarkMax = 4;

    // Of digits whose plan is not known, as many as a number has.
    const int NumberDigitsMin = 7;
    const int WordLengthMax = 16;

    // Behind a number with a full stop: 1. OG.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> floors = Words(
        "og ug eg dg obergeschoss untergeschoss stock stockwerk stk etage etg stiege floor fl piso planta andar étage piano kerros våning sal patro poschodí emelet piętro"
    );

    // Glued to a number: 2nd, 1er, 3º, 24hrs. An h alone is a home's, but for 24h.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> glued = Words(
        "st nd rd th er ère eme ème º ª og ug hrs hours std stunden"
    );

    static readonly SearchValues<byte> wordEnds = SearchValues.Create("0123456789 -.,;:/()[]"u8);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> hours = Words("hrs hours std stunden");

    // Zimmer 12, Mon-Fri 9-5, after 6pm: what the digits behind a number are when they are no part of one.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> places = Words(
        "zimmer zi raum room rm floor fl level suite ste haus gebäude geb building bldg block apartment apt flat unit etage stock stockwerk og ug eg dg "
            + "mo di mi do fr sa so mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag "
            + "monday tuesday wednesday thursday friday saturday sunday weekdays lun mar mer jeu ven sam dim "
            + "after before until till from between ab nach vor am pm uhr h hrs hours std stunden st nd rd th"
    );

    static ReadOnlySpan<byte> AllWeek => "24/7"u8;

    static ReadOnlySpan<byte> AllDay => "24"u8;

    /// <summary>True for a text of digits and separators that may end in a remark, by its look alone.</summary>
    public static bool MayEnd(ReadOnlySpan<byte> value) =>
        value[^1] is (byte)')' or (byte)']' || value.EndsWith(AllWeek);

    /// <summary>The length of the number before its remarks; the whole length when there are none, or what stands before them is no valid number.</summary>
    public static int LengthBefore(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        Span<byte> extension = stackalloc byte[PhoneExtension.DigitsMax];
        var rest = value;
        for (var count = 0; count < RemarksMax; count++)
        {
            PhoneExtension.Split(rest, extension, out var extensionCount);
            var start = extensionCount > 0 && !EndsInAllWeek(rest) ? rest.Length : RemarkStart(rest);
            if (start == rest.Length)
            {
                break;
            }
            rest = rest[..start].TrimEnd(" \t,;:-/"u8);
        }
        return rest.Length < value.Length && IsNumber(rest, region) ? rest.Length : value.Length;
    }

    static bool IsNumber(ReadOnlySpan<byte> text, PhonePlan? region) =>
        !text.IsEmpty
        && PhoneSeries.VerdictOf(text, region) switch
        {
            PhoneVerdict.Valid => true,
            PhoneVerdict.RegionUnknown => Digits.Count(text) >= NumberDigitsMin,
            _ => false,
        };

    // Where the last remark of a text starts; its length when it has none.
    static int RemarkStart(ReadOnlySpan<byte> text)
    {
        var end = text.TrimEnd((byte)' ').Length;
        if (end > 0 && text[end - 1] is (byte)')' or (byte)']')
        {
            return BracketStart(text[..end]) is var bracket and > 0 ? bracket : text.Length;
        }
        if (EndsInAllWeek(text[..end]))
        {
            return end - AllWeek.Length;
        }
        for (var start = 1; start < end; start++)
        {
            if (text[start - 1] == ' ' && (IsRemark(text[start..end]) || AreWords(text[start..end])))
            {
                return start;
            }
        }
        return text.Length;
    }

    // 24/7 and 24x7, which is no extension.
    static bool EndsInAllWeek(ReadOnlySpan<byte> text) =>
        text is [.., (byte)' ', (byte)'2', (byte)'4', (byte)'/' or (byte)'x' or (byte)'X', (byte)'7'];

    // A bracket of its own with a small number, or with words and a number.
    static int BracketStart(ReadOnlySpan<byte> text)
    {
        var open = text.LastIndexOfAny((byte)'(', (byte)'[');
        if (open <= 0)
        {
            return 0;
        }
        var content = text[(open + 1)..^1].Trim((byte)' ');
        var count = Digits.Count(content);
        if (count == content.Length)
        {
            return count is > 0 and <= DigitsMax && content[0] != '0' && text[open - 1] == ' ' ? open : 0;
        }
        return
            count is > 0 and <= DigitsInRemarkMax
            && (content.SequenceEqual(AllWeek) || IsRemark(content) || AreWords(content))
            ? open
            : 0;
    }

    /// <summary>True for words of rooms, floors, days and hours with a few digits among them, and nothing else.</summary>
    public static bool AreWords(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" ()[]-.,;:"u8);
        if (text.IsEmpty || wordEnds.Contains(text[0]) || Digits.Count(text) > DigitsInRemarkMax)
        {
            return false;
        }
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(wordEnds) is var at and >= 0 ? at : text.Length;
            if (end > 0 && !IsAmong(places, text[..end]))
            {
                return false;
            }
            text = text[Math.Min(end + 1, text.Length)..];
        }
        return true;
    }

    static bool IsRemark(ReadOnlySpan<byte> text)
    {
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (count is <= 0 or > DigitsMax || Digits.Count(text) > DigitsInRemarkMax)
        {
            return false;
        }
        var number = text[..count];
        var rest = text[count..];
        if (rest[0] == '.')
        {
            return IsAmong(floors, rest[1..].TrimStart((byte)' '));
        }
        var isAllDay = number.SequenceEqual(AllDay);
        return rest[0] == ' '
            ? isAllDay && IsAmong(hours, rest[1..])
            : IsAmong(glued, rest) || (isAllDay && FirstWord(rest) is [(byte)'h' or (byte)'H']);
    }

    static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(" .,;:/-)"u8) is var end and >= 0 ? text[..end] : text;

    static bool IsAmong(FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words, ReadOnlySpan<byte> text)
    {
        Span<char> word = stackalloc char[WordLengthMax];
        return Encoding.UTF8.TryGetChars(FirstWord(text), word, out var count) && words.Contains(word[..count]);
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words.Split(' ')).GetAlternateLookup<ReadOnlySpan<char>>();
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Etl.Text;

/// <summary>
/// Recognises and undoes UTF-8 that was read in an encoding of one byte a character and written again: <c>JosÃ©</c> for <c>José</c>,
/// <c>â€™</c> for <c>’</c>, also when that happened several times; of <c>MisreadPages</c> those that are proven.
/// </summary>
/// <remarks>
/// Of windows-1252, by far the commonest; other encodings have the stricter rules of <c>MisreadPage</c>.
/// Computes: characters → the bytes that they are in windows-1252 (Latin-1 where that has none) → the UTF-8 that these bytes are.
/// A text, or the element of a list, is damaged when all of its characters beyond ASCII have such a byte, these bytes are valid UTF-8, and what they stand for
/// is plausible. Real text is kept apart by three rules, because a capital letter with an accent and the sign behind it can be valid
/// UTF-8, too (<c>MAÇÃ…</c>):
/// a pair counts only for letters of alphabets and common signs, not for whatever it may spell; the closing quotes, dashes and marks
/// that follow words are no proof behind a capital letter; three bytes must be a common sign or stand right behind three others.
/// <see cref="MayHold"/> is all that undamaged text costs.
/// </remarks>
public static class Mojibake
{
    const int StackChars = 256;

    /// <summary>Signs that stand directly behind words in real text.</summary>
    internal const string SignsBehindWords = "’”…–—›»®™ªº°²³¹·¨´\u00A0";

    /// <summary>Those of them that a word may follow at once.</summary>
    internal const string SignsBetweenWords = "’”…–—";

    /// <summary>What stands between the elements of a list. None is a part of damage, which has no ASCII in it.</summary>
    static ReadOnlySpan<byte> Separators => ";|,\n\r"u8;

    /// <summary>False when the text surely holds no damage; true says nothing yet. One vectorized search where it is plain ASCII.</summary>
    public static bool MayHold(ReadOnlySpan<byte> text) => MisreadPages.Find(text, isFirstEnough: true) != 0;

    /// <summary>True when the value is damaged, or an element of the list that it is.</summary>
    public static bool IsDamaged(ReadOnlySpan<byte> value)
    {
        if (!MayHold(value))
        {
            return false;
        }
        var room = ArrayPool<byte>.Shared.Rent(value.Length);
        var isDamaged = TryReadBack(value, room, out _) || TryRepairElements(value, room, out _);
        ArrayPool<byte>.Shared.Return(room);
        return isDamaged;
    }

    /// <summary>
    /// Writes what the value was before the damage; false, with nothing written that counts, when it is not damaged. Of a list whose elements are not all
    /// damaged the others are written as they are.
    /// </summary>
    /// <param name="value">UTF-8.</param>
    /// <param name="output">At least as long as the value; must not overlap it.</param>
    /// <param name="length">Bytes written, fewer than the value has.</param>
    public static bool TryRepair(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        return MayHold(value)
            && (TryRepairWhole(value, output, out length) || TryRepairElements(value, output, out length));
    }

    static bool TryRepairWhole(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        if (!TryReadBack(value, output, out length))
        {
            return false;
        }
        var again = ArrayPool<byte>.Shared.Rent(length);
        // Each reading is shorter, so this ends.
        while (TryReadBack(output[..length], again, out var shorter))
        {
            again.AsSpan(0, shorter).CopyTo(output);
            length = shorter;
        }
        ArrayPool<byte>.Shared.Return(again);
        return true;
    }

    /// <summary>The same for what stands between <see cref="Separators"/>: lists are put together from several sources, of which one may be damaged.</summary>
    static bool TryRepairElements(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        var isDamaged = false;
        for (var start = 0; start < value.Length; )
        {
            var separator = value[start..].IndexOfAny(Separators);
            var end = separator < 0 ? value.Length : start + separator;
            if (end - start == value.Length)
            {
                return false; // it is no list
            }
            var element = value[start..end];
            if (MayHold(element) && TryRepairWhole(element, output[length..], out var count))
            {
                isDamaged = true;
            }
            else
            {
                element.CopyTo(output[length..]);
                count = element.Length;
            }
            length += count;
            if (end < value.Length)
            {
                output[length++] = value[end++];
            }
            start = end;
        }
        return isDamaged;
    }

    /// <summary>Undoes one reading.</summary>
    static bool TryReadBack(ReadOnlySpan<byte> value, Span<byte> output, out int length)
    {
        length = 0;
        char[]? rented = null;
        var chars =
            value.Length <= StackChars
                ? stackalloc char[StackChars]
                : rented = ArrayPool<char>.Shared.Rent(value.Length);
        var isDamaged =
            Utf8.ToUtf16(value, chars, out _, out var count) == OperationStatus.Done
            && TryReadBack(chars[..count], output[..count], MisreadPages.Find(value, isFirstEnough: false));
        length = isDamaged ? count : 0;
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
        return isDamaged;
    }

    /// <summary>Tries the encodings that the bits of <paramref name="pages"/> name, windows-1252 first.</summary>
    static bool TryReadBack(ReadOnlySpan<char> chars, Span<byte> output, int pages)
    {
        if (TryWriteBytes(chars, output) && Utf8.IsValid(output) && IsPlausible(chars, output))
        {
            return true;
        }
        var proven = 0;
        var other = ArrayPool<byte>.Shared.Rent(chars.Length);
        for (var page = 1; page < MisreadPages.All.Length; page++)
        {
            var read = proven == 0 ? output : other.AsSpan(0, chars.Length);
            if ((pages & (1 << page)) == 0 || !MisreadPages.All[page].TryReadBack(chars, read))
            {
                continue;
            }
            // Two encodings that read another text each prove nothing: ┼¢ is ś in one of DOS and Ž in the other.
            proven += proven == 0 || !read.SequenceEqual(output) ? 1 : 0;
        }
        ArrayPool<byte>.Shared.Return(other);
        return proven == 1;
    }

    static bool TryWriteBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        for (var index = 0; index < chars.Length; index++)
        {
            var character = chars[index];
            if (character <= 0xFF)
            {
                bytes[index] = (byte)character;
                continue;
            }
            var value = WindowsSigns.ByteOf(character);
            if (value < 0)
            {
                return false;
            }
            bytes[index] = (byte)value;
        }
        return true;
    }

    /// <summary>True when the sequences of <paramref name="bytes"/>, read as <paramref name="chars"/>, can hardly be real text.</summary>
    static bool IsPlausible(ReadOnlySpan<char> chars, ReadOnlySpan<byte> bytes)
    {
        var (proofs, previousLong) = (0, -1);
        for (var index = 0; index < bytes.Length; )
        {
            Rune.DecodeFromUtf8(bytes[index..], out var rune, out var length);
            if (length > 1)
            {
                if (!IsExpected(rune, length))
                {
                    return false;
                }
                var isBesideLong = length > 2 && previousLong == index;
                proofs += isBesideLong || IsProof(chars, index, length, rune) ? 1 : 0;
                previousLong = length > 2 ? index + length : previousLong;
            }
            index += length;
        }
        return proofs > 0;
    }

    /// <summary>Letters of alphabets and signs of everyday text; of three and four bytes everything that is no private or unassigned character.</summary>
    static bool IsExpected(Rune rune, int length) =>
        length > 2
            ? Rune.GetUnicodeCategory(rune)
                is not (
                    System.Globalization.UnicodeCategory.OtherNotAssigned
                    or System.Globalization.UnicodeCategory.PrivateUse
                )
            : rune.Value
                is (>= 0xA0 and <= 0x17F)
                    // What windows-1252 has no sign for comes out as a control when it was read twice.
                    or (0x81 or 0x8D or 0x8F or 0x90 or 0x9D)
                    or 0x192
                    or (>= 0x1A0 and <= 0x1B0)
                    or (>= 0x218 and <= 0x21B)
                    or (>= 0x2C6 and <= 0x2DD)
                    or (>= 0x300 and <= 0x32F)
                    or (>= 0x386 and <= 0x45F)
                    or (>= 0x490 and <= 0x491)
                    or (>= 0x5B0 and <= 0x5F4)
                    or (>= 0x600 and <= 0x6FF);

    static bool IsProof(ReadOnlySpan<char> chars, int index, int length, Rune rune)
    {
        var isBeforeSmall = index + length < chars.Length && char.IsLower(chars[index + length]);
        var endsLikeWord = SignsBehindWords.Contains(chars[index + length - 1], StringComparison.Ordinal);
        if (rune.Value is >= 0x1EA0 and <= 0x1EF9)
        {
            // Vietnamese: áº¡ and á»‡ are in no language, but está»… may end a quotation.
            return !endsLikeWord || isBeforeSmall;
        }
        if (length > 2)
        {
            // Quotes, dashes, the euro, the trade mark and what lies beyond the basic plane: â€™ and ðŸ˜€ are in no language.
            return length == 4 || rune.Value is (>= 0x2010 and <= 0x203A) or 0x20AC or 0x2122 or 0x2116;
        }
        if (!endsLikeWord)
        {
            return true;
        }
        // MAÇÃ… and «Å» are words; voilÃ and SÃ¨te, without their signs, are none.
        if (index > 0 && char.IsUpper(chars[index - 1]))
        {
            var isFirstCapital = index == 1 || !char.IsLetter(chars[index - 2]);
            return isFirstCapital
                && isBeforeSmall
                && !SignsBetweenWords.Contains(chars[index + 1], StringComparison.Ordinal);
        }
        // The French word à; a lone Ã is no word.
        if (rune.Value == 'à' && (index == 0 || !char.IsLetter(chars[index - 1])))
        {
            return true;
        }
        return (index > 0 && char.IsLower(chars[index - 1]))
            || (index + 2 < chars.Length && char.IsLetter(chars[index + 2]));
    }
}

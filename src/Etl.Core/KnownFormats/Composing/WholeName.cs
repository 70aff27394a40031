using System.Text;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The words of a whole name that its parts do not say. Words are compared whole, whatever their case and dots; their order and what divides them (spaces, commas, quotes and
/// brackets) say nothing. Names in Chinese, Japanese and Korean characters are divided by nothing, so there a part is said where such a word begins or ends with it.
/// Used for one name after the other.
/// </summary>
sealed class WholeName
{
    /// <summary>Words that are looked at; a name of more is told by none.</summary>
    public const int WordsMax = 32;

    readonly FieldSpan[] words = new FieldSpan[WordsMax];
    byte[] folded = new byte[128];
    byte[] foldedPart = new byte[128];
    int count;

    /// <summary>True for a name of too many words.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>True when the parts say all words.</summary>
    public bool IsSaid => count == 0 && !IsTooLong;

    /// <summary>The words that are not said yet, in their order, as places in the name.</summary>
    public ReadOnlySpan<FieldSpan> Unsaid => words.AsSpan(0, count);

    /// <summary>Takes a name of which nothing is said.</summary>
    public void Read(ReadOnlySpan<byte> name)
    {
        count = 0;
        IsTooLong = false;
        while (NextWord(name, count == 0 ? 0 : words[count - 1].End) is { Length: > 0 } word)
        {
            if (count == WordsMax)
            {
                IsTooLong = true;
                return;
            }
            words[count++] = word;
        }
    }

    /// <summary>Takes the words of a part away, each once; false when one of them is none of the name's.</summary>
    public bool Say(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        var isAll = true;
        for (var at = 0; NextWord(part, at) is { Length: > 0 } word; at = word.End)
        {
            isAll &= SayWord(name, part.Slice(word.Offset, word.Length));
        }
        return isAll;
    }

    bool SayWord(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word)
    {
        for (var index = 0; index < count; index++)
        {
            if (AreSame(name.Slice(words[index].Offset, words[index].Length), word))
            {
                Take(index);
                return true;
            }
        }
        return NameComposer.IsEastAsian(word) && SayCharacters(name, word);
    }

    // 王 of 王小明.
    bool SayCharacters(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        for (var index = 0; index < count; index++)
        {
            var place = words[index];
            var word = name.Slice(place.Offset, place.Length);
            if (word.StartsWith(part))
            {
                words[index] = new FieldSpan(place.Offset + part.Length, place.Length - part.Length);
                return true;
            }
            if (word.EndsWith(part))
            {
                words[index] = new FieldSpan(place.Offset, place.Length - part.Length);
                return true;
            }
        }
        return false;
    }

    void Take(int index)
    {
        words.AsSpan((index + 1)..count).CopyTo(words.AsSpan(index));
        count--;
    }

    bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.SequenceEqual(other) || Fold(one, ref folded).SequenceEqual(Fold(other, ref foldedPart));

    // Ph.D. and PhD are one word.
    static ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> word, ref byte[] room)
    {
        if (room.Length < CaseFold.MaxLength(word.Length))
        {
            room = new byte[2 * CaseFold.MaxLength(word.Length)];
        }
        var length = 0;
        foreach (var letter in room.AsSpan(0, CaseFold.Fold(word, room)))
        {
            room[length] = letter;
            length += letter == '.' ? 0 : 1;
        }
        return room.AsSpan(0, length);
    }

    /// <summary>The first word from a place on; empty when there is none.</summary>
    static FieldSpan NextWord(ReadOnlySpan<byte> text, int from)
    {
        var (start, end) = (from, from);
        while (end < text.Length)
        {
            Rune.DecodeFromUtf8(text[end..], out var rune, out var length);
            if (!IsDivider(rune))
            {
                end += length;
                continue;
            }
            if (IsWord(text[start..end]))
            {
                break;
            }
            start = end += length;
        }
        return IsWord(text[start..end]) ? new FieldSpan(start, end - start) : default;
    }

    static bool IsWord(ReadOnlySpan<byte> word) => word.ContainsAnyExcept(".-"u8);

    static bool IsDivider(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value
            is ','
                or '"'
                or '\''
                or '`'
                or '('
                or ')'
                or '['
                or ']'
                or 0xFF0C
                or 0x3001
                or 0x30FB
                or 0x00B7
                or 0xFF08
                or 0xFF09
                or 0x00AB
                or 0x00BB
                or (>= 0x2018 and <= 0x201F);
}

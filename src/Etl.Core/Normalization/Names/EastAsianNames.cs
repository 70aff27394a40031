using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Names in Chinese characters, kana and Hangul. The family name comes first, and in a name without a space its length is known by the lists
/// of surnames; only names of foreigners, divided by a middle dot, have the given name first.
/// </summary>
static class EastAsianNames
{
    /// <summary>Characters of a name without a space.</summary>
    const int CharactersMax = 6;

    /// <summary>True when the value starts with such a character.</summary>
    public static bool Are(ReadOnlySpan<byte> value) =>
        Rune.DecodeFromUtf8(value, out var rune, out _) == OperationStatus.Done && ScriptOf(rune) != Script.Other;

    /// <summary>
    /// Jackie Chan 成龙: marks words of these scripts before or behind two words or more of others as a nickname, and a form of address as that. False, and no word
    /// has got a part, for names of one script and for David 王, who has a family name of another; null for any other mixture, which cannot be told.
    /// </summary>
    public static bool? TakeBeside(NameSplit split)
    {
        var (first, last, count, others) = (-1, -1, 0, 0);
        for (var index = 0; index < split.Count; index++)
        {
            var token = split.Tokens[index];
            if (token.Part != NamePart.Unknown)
            {
                continue;
            }
            if (!IsOfScripts(split.Word(token)))
            {
                others++;
                continue;
            }
            first = first < 0 ? index : first;
            last = index;
            count++;
        }
        if (count == 0 || others == 0 || (count == 1 && others == 1 && IsSurname(split.Word(split.Tokens[last]))))
        {
            return false;
        }
        var isAtEnd = first == 0 || last == split.Count - 1;
        if (others < 2 || last - first + 1 != count || !isAtEnd || split.Has(NamePart.Nickname))
        {
            return null;
        }
        foreach (ref var token in split.Tokens[first..(last + 1)])
        {
            token.Part = NameWords.IsHonorific(split.Word(token)) ? NamePart.Prefix : NamePart.Nickname;
        }
        return true;
    }

    /// <summary>Tells the parts; false when that cannot be done, and then the split is of no use any more.</summary>
    public static bool TryTell(ref NameSplit split, bool hasMiddleDot)
    {
        Span<int> words = stackalloc int[NameSplit.TokensMax];
        TakeHonorific(ref split);
        var count = 0;
        for (var index = 0; index < split.Count; index++)
        {
            if (split.Tokens[index].Part != NamePart.Unknown)
            {
                continue;
            }
            words[count++] = index;
            if (split.Tokens[index].HasComma || !IsOfScripts(split.Word(split.Tokens[index])))
            {
                return false;
            }
        }
        return hasMiddleDot ? TellForeign(split, words[..count]) : TellNative(ref split, words[..count]);
    }

    // 约翰·史密斯
    static bool TellForeign(NameSplit split, scoped ReadOnlySpan<int> words)
    {
        if (words.Length < 2)
        {
            return false;
        }
        NameSplitter.Mark(split, words[1..], NamePart.Middle);
        split.Tokens[words[0]].Part = NamePart.First;
        split.Tokens[words[^1]].Part = NamePart.Last;
        return true;
    }

    static bool TellNative(ref NameSplit split, scoped ReadOnlySpan<int> words)
    {
        if (words.Length == 2)
        {
            split.Tokens[words[0]].Part = NamePart.Last;
            split.Tokens[words[1]].Part = NamePart.First;
            return true;
        }
        if (words.Length != 1)
        {
            return false;
        }
        var index = words[0];
        var word = split.Word(split.Tokens[index]);
        if (split.Has(NamePart.Prefix) && IsSurname(word))
        {
            split.Tokens[index].Part = NamePart.Last; // 王先生
            return true;
        }
        var length = SurnameLength(word);
        if (length == 0 || !split.TryCut(index, length))
        {
            return false;
        }
        split.Tokens[index].Part = NamePart.Last;
        split.Tokens[index + 1].Part = NamePart.First;
        return true;
    }

    // What is said before a name elsewhere stands behind it here.
    static void TakeHonorific(ref NameSplit split)
    {
        var index = split.Count - 1;
        while (index >= 0 && split.Tokens[index].Part != NamePart.Unknown)
        {
            index--;
        }
        if (index < 0)
        {
            return;
        }
        var word = split.Word(split.Tokens[index]);
        foreach (var honorific in NameWords.Honorifics)
        {
            if (!word.EndsWith(honorific))
            {
                continue;
            }
            if (word.Length == honorific.Length)
            {
                split.Tokens[index].Part = index > 0 ? NamePart.Prefix : NamePart.Unknown;
            }
            else if (IsTitled(word[..^honorific.Length]) && split.TryCut(index, word.Length - honorific.Length))
            {
                split.Tokens[index + 1].Part = NamePart.Prefix;
            }
            return;
        }
    }

    // 王医生 has a surname before the title; in 陈教授 too; 李氏 as well. What stands there is a surname or a whole name.
    static bool IsTitled(ReadOnlySpan<byte> word) => IsSurname(word) || SurnameLength(word) > 0;

    static bool IsSurname(ReadOnlySpan<byte> word) =>
        NameWords.Is(word, NameClass.EastAsianCompound | NameClass.EastAsianSurname | NameClass.JapaneseSurname);

    /// <summary>Bytes of the surname that a whole name without a space starts with, 0 when that cannot be told.</summary>
    static int SurnameLength(ReadOnlySpan<byte> word)
    {
        Span<int> ends = stackalloc int[CharactersMax];
        var count = 0;
        var scripts = Script.Other;
        for (var at = 0; at < word.Length; )
        {
            if (
                count == CharactersMax
                || Rune.DecodeFromUtf8(word[at..], out var rune, out var length) != OperationStatus.Done
            )
            {
                return 0;
            }
            at += length;
            ends[count++] = at;
            scripts |= ScriptOf(rune);
        }
        return scripts switch
        {
            Script.Hangul => KoreanSurname(word, ends[..count]),
            Script.Han => ChineseSurname(word, ends[..count]),
            Script.Han | Script.Kana => JapaneseSurname(word, ends[..count]),
            _ => 0,
        };
    }

    static int KoreanSurname(ReadOnlySpan<byte> word, ReadOnlySpan<int> ends) =>
        ends.Length is 3 or 4 && NameWords.Is(word[..ends[1]], NameClass.EastAsianCompound) ? ends[1]
        : ends.Length is 2 or 3 && NameWords.Is(word[..ends[0]], NameClass.EastAsianSurname) ? ends[0]
        : 0;

    static int ChineseSurname(ReadOnlySpan<byte> word, ReadOnlySpan<int> ends)
    {
        if (ends.Length is 3 or 4 && NameWords.Is(word[..ends[1]], NameClass.EastAsianCompound))
        {
            return ends[1];
        }
        if (JapaneseSurname(word, ends) is var japanese and > 0)
        {
            return japanese;
        }
        return ends.Length is 2 or 3 && NameWords.Is(word[..ends[0]], NameClass.EastAsianSurname) ? ends[0] : 0;
    }

    static int JapaneseSurname(ReadOnlySpan<byte> word, ReadOnlySpan<int> ends)
    {
        for (var count = Math.Min(3, ends.Length - 1); count >= 2; count--)
        {
            if (NameWords.Is(word[..ends[count - 1]], NameClass.JapaneseSurname))
            {
                return ends[count - 1];
            }
        }
        return 0;
    }

    static bool IsOfScripts(ReadOnlySpan<byte> word)
    {
        while (!word.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf8(word, out var rune, out var length) != OperationStatus.Done
                || ScriptOf(rune) == Script.Other
            )
            {
                return false;
            }
            word = word[length..];
        }
        return true;
    }

    static Script ScriptOf(Rune rune) =>
        rune.Value switch
        {
            >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x3FFFF or 0x3005 => Script.Han,
            >= 0x3041 and <= 0x30FF => Script.Kana,
            >= 0xAC00 and <= 0xD7A3 => Script.Hangul,
            _ => Script.Other,
        };

    [Flags]
    enum Script
    {
        Other = 0,
        Han = 1,
        Kana = 2,
        Hangul = 4,
    }
}

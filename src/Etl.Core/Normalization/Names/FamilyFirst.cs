using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Tells names whose family name comes first by signs that hold in one order only, and marks their words.</summary>
static class FamilyFirst
{
    /// <summary>True when the name was told; no word has got a part otherwise.</summary>
    public static bool Tell(NameSplit split, ReadOnlySpan<int> words)
    {
        var family = FamilyWords(split, words);
        if (family == 0)
        {
            return TellVietnamese(split, words);
        }
        NameSplitter.Mark(split, words[..family], NamePart.Last);
        GivenNames.Mark(split, words[family..]);
        return true;
    }

    static int FamilyWords(NameSplit split, ReadOnlySpan<int> words)
    {
        if (CapitalsAtStart(split, words) is var capitals and > 0)
        {
            return capitals;
        }
        if (HungarianWords(split, words) is var hungarian and > 0)
        {
            return hungarian;
        }
        var isOther =
            IsSurnameWithInitials(split, words)
            || (
                words.Length == 2
                && (
                    IsKorean(split, words)
                    || IsChinese(split, words)
                    || IsRussian(split, words)
                    || IsJapanese(split, words)
                    || IsFamilyOnly(split, words)
                )
            )
            || (words.Length == 3 && IsPatronymic(split, words[2]) && !IsPatronymic(split, words[1]));
        return isOther || FamilySigns.AreFirst(split, words) ? 1 : SpanishWords(split, words);
    }

    // García Márquez Gabriel: names that end in -ez are no given names, and all words behind the family name are.
    static int SpanishWords(NameSplit split, ReadOnlySpan<int> words)
    {
        var first = split.Word(split.Tokens[words[0]]);
        if (
            !split.Tokens[words[0]].Is(NameClass.SpanishSurname)
            || !(first.EndsWith("ez"u8) || first.StartsWith("Garc"u8))
        )
        {
            return 0;
        }
        var count = words.Length > 2 && split.Tokens[words[1]].Is(NameClass.SpanishSurname) ? 2 : 1;
        foreach (var index in words[count..])
        {
            var token = split.Tokens[index];
            if (!token.Is(NameClass.Given) || token.Is(NameClass.SpanishSurname))
            {
                return 0;
            }
        }
        return count;
    }

    // Yamada Taro: both words are known, and neither is met in the other's place.
    static bool IsJapanese(NameSplit split, ReadOnlySpan<int> words)
    {
        var (first, second) = (split.Tokens[words[0]], split.Tokens[words[1]]);
        return first.Is(NameClass.JapaneseLatinSurname)
            && !first.Is(NameClass.JapaneseLatinGiven | NameClass.Given)
            && second.Is(NameClass.JapaneseLatinGiven)
            && !second.Is(NameClass.JapaneseLatinSurname);
    }

    // Müller Hans, Rossi Mario: each word is met in one place only. John is a family name, too, so Smith John proves nothing.
    static bool IsFamilyOnly(NameSplit split, ReadOnlySpan<int> words)
    {
        var (first, second) = (split.Tokens[words[0]], split.Tokens[words[1]]);
        return first.Is(NameClass.FamilyOnly)
            && !first.Is(NameClass.Given | NameClass.GivenOnly)
            && second.Is(NameClass.GivenOnly)
            && !second.Is(NameClass.FamilyOnly);
    }

    // DUPONT Jean-Pierre, VAN DER BERG Jan; but JR Smith.
    static int CapitalsAtStart(NameSplit split, ReadOnlySpan<int> words)
    {
        var end = 0;
        while (end < words.Length && NameCase.IsCapitals(split.Word(split.Tokens[words[end]])))
        {
            end++;
        }
        if (end == 0 || end == words.Length || !FamilyStart.HasLong(split, words[..end]))
        {
            return 0;
        }
        foreach (var index in words[end..])
        {
            if (NameCase.IsCapitals(split.Word(split.Tokens[index])) && split.Tokens[index].Place.Length > 2)
            {
                return 0;
            }
        }
        return end;
    }

    // Nagy István, Kiss Nagy Éva, Kovácsné Nagy Ilona, Kovács Jánosné; Anna Nagy and Balázs Péter can be either or the other.
    static int HungarianWords(NameSplit split, ReadOnlySpan<int> words)
    {
        if (!HasHungarianBehind(split, words))
        {
            return 0; // the usual name, told without a look at a list
        }
        var count = 0;
        while (count < words.Length - 1 && HungarianOrder.IsSurname(split, words[count]))
        {
            count++;
        }
        return
            count > 0
            && (split.Tokens[words[count]].Is(NameClass.HungarianGiven) || HungarianOrder.IsWifeOf(split, words[count]))
            ? count
            : 0;
    }

    static bool HasHungarianBehind(NameSplit split, ReadOnlySpan<int> words)
    {
        foreach (var index in words[1..])
        {
            if (split.Tokens[index].Is(NameClass.HungarianGiven) || split.Word(split.Tokens[index]).EndsWith("né"u8))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True for a Hungarian surname, also behind a hyphen.</summary>
    public static bool IsHungarianSurname(NameSplit split, int index)
    {
        var word = split.Word(split.Tokens[index]);
        return NameWords.Is(word[(word.IndexOf((byte)'-') + 1)..], NameClass.HungarianSurname);
    }

    // Smith J.A., Петров И. И.: two initials or more stand before a name as given names, behind it they are those too.
    static bool IsSurnameWithInitials(NameSplit split, ReadOnlySpan<int> words)
    {
        if (split.Word(split.Tokens[words[0]]).Contains((byte)'.'))
        {
            return false;
        }
        var count = 0;
        foreach (var index in words[1..])
        {
            var initials = Initials.Count(split.Word(split.Tokens[index]));
            if (initials == 0)
            {
                return false;
            }
            count += initials;
        }
        return count > 1;
    }

    // Kim Min-jun: a Korean given name is written with a hyphen and a small letter behind it.
    static bool IsKorean(NameSplit split, ReadOnlySpan<int> words)
    {
        var second = split.Word(split.Tokens[words[1]]);
        var hyphen = second.IndexOf((byte)'-');
        return hyphen > 0
            && hyphen + 1 < second.Length
            && second[hyphen + 1] is >= (byte)'a' and <= (byte)'z'
            && split.Tokens[words[0]].Is(NameClass.KoreanLatinSurname);
    }

    // Wang Xiaoming: a surname, and a given name of two syllables.
    static bool IsChinese(NameSplit split, ReadOnlySpan<int> words) =>
        split.Tokens[words[0]].Is(NameClass.PinyinSurname)
        && !split.Tokens[words[1]].Is(NameClass.PinyinSurname | NameClass.ChineseLatinCompound)
        && Pinyin.IsOfTwoSyllables(split.Word(split.Tokens[words[1]]));

    // Иванов Иван; but Яков Петров, and Петров Водкин is anything.
    static bool IsRussian(NameSplit split, ReadOnlySpan<int> words)
    {
        const int lengthMin = 10; // five letters: Яков and Ева are given names
        var first = split.Word(split.Tokens[words[0]]);
        return first.Length >= lengthMin
            && IsRussianSurname(first)
            && !IsRussianSurname(split.Word(split.Tokens[words[1]]))
            && !split.Word(split.Tokens[words[1]]).EndsWith("кин"u8);
    }

    static bool IsRussianSurname(ReadOnlySpan<byte> word) =>
        word.EndsWith("ов"u8)
        || word.EndsWith("ев"u8)
        || word.EndsWith("ёв"u8)
        || word.EndsWith("ова"u8)
        || word.EndsWith("ева"u8)
        || word.EndsWith("ёва"u8)
        || word.EndsWith("ский"u8)
        || word.EndsWith("ская"u8)
        || word.EndsWith("енко"u8)
        || word.EndsWith("чук"u8);

    // Иванов Иван Иванович
    static bool IsPatronymic(NameSplit split, int index)
    {
        var word = split.Word(split.Tokens[index]);
        return word.EndsWith("ович"u8)
            || word.EndsWith("евич"u8)
            || word.EndsWith("ьич"u8)
            || word.EndsWith("овна"u8)
            || word.EndsWith("евна"u8)
            || word.EndsWith("ична"u8)
            || word.EndsWith("ovich"u8)
            || word.EndsWith("evich"u8)
            || word.EndsWith("ovna"u8)
            || word.EndsWith("evna"u8);
    }

    // Nguyễn Văn An, Nguyen Van An: the last word is the given name. Without the marks of the language or its usual second word it could be any order.
    static bool TellVietnamese(NameSplit split, ReadOnlySpan<int> words)
    {
        if (words.Length is < 2 or > 4)
        {
            return false;
        }
        var first = split.Tokens[words[0]];
        var isMarked = first.Is(NameClass.VietnameseSurname) && HasVietnameseMark(split.Value);
        var isPlain =
            words.Length > 2
            && first.Is(NameClass.VietnameseFamily)
            && split.Word(split.Tokens[words[1]])
                is [(byte)'V', (byte)'a', (byte)'n']
                    or [(byte)'T', (byte)'h', (byte)'i'];
        if (!isMarked && !isPlain)
        {
            return false;
        }
        MarkVietnamese(split, words);
        return true;
    }

    /// <summary>Family name, middle names, given name.</summary>
    public static void MarkVietnamese(NameSplit split, ReadOnlySpan<int> words)
    {
        split.Tokens[words[0]].Part = NamePart.Last;
        NameSplitter.Mark(split, words[1..], NamePart.Middle);
        split.Tokens[words[^1]].Part = NamePart.First;
    }

    static bool HasVietnameseMark(ReadOnlySpan<byte> value)
    {
        foreach (var rune in Encoding.UTF8.GetString(value).EnumerateRunes())
        {
            if (rune.Value is >= 0x1EA0 and <= 0x1EF9 or 0x01A0 or 0x01A1 or 0x01AF or 0x01B0 or 0x0110 or 0x0111)
            {
                return true;
            }
        }
        return false;
    }
}

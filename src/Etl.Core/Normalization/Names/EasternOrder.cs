namespace Etl.Core.Normalization.Names;

/// <summary>
/// The order of names in Latin letters in China, Japan, Korea and Vietnam and where many Chinese live, where the family name comes first and is often written last for others: told by surnames
/// that are known, never guessed.
/// </summary>
static class EasternOrder
{
    const NameCustoms Countries =
        NameCustoms.Japanese | NameCustoms.Korean | NameCustoms.Vietnamese | NameCustoms.Chinese;
    const int WordsMax = 5;

    /// <summary>True where the country lets both orders be; capitals say more.</summary>
    public static bool Applies(NameSplit split, ReadOnlySpan<int> words) =>
        (split.Customs & Countries) != 0 && words.Length <= WordsMax && !HasCapitals(split, words);

    /// <summary>True when the first word is the family name, false when the given name comes first, null when both are usual.</summary>
    public static bool? IsFamilyFirst(NameSplit split, ReadOnlySpan<int> words)
    {
        if ((split.Customs & NameCustoms.Chinese) != 0)
        {
            return ChineseOrder.IsFamilyFirst(split, words);
        }
        var surnames = SurnamesOf(split.Customs);
        var (first, last) = (split.Tokens[words[0]], split.Tokens[words[^1]]);
        if (first.Is(surnames) != last.Is(surnames))
        {
            return first.Is(surnames);
        }
        if (first.Is(NameClass.VietnameseFamily) != last.Is(NameClass.VietnameseFamily))
        {
            return first.Is(NameClass.VietnameseFamily); // Nguyen Van Ha: Ha is both, Nguyen is none but a surname
        }
        if (first.Is(surnames))
        {
            return null;
        }
        const NameClass given = NameClass.Given | NameClass.JapaneseLatinGiven;
        return first.Is(given) != last.Is(given) ? last.Is(given)
            : (split.Customs & NameCustoms.Japanese) == 0 ? false // the surnames of the others are few, so the name is foreign
            : null;
    }

    /// <summary>Marks the words of a name whose family name is first.</summary>
    public static void Mark(NameSplit split, ReadOnlySpan<int> words)
    {
        if ((split.Customs & NameCustoms.Chinese) != 0)
        {
            var count = ChineseOrder.FamilyCount(split, words);
            NameSplitter.Mark(split, words[..count], NamePart.Last);
            ChineseOrder.MarkGiven(split, words[count..]);
            return;
        }
        split.Tokens[words[0]].Part = NamePart.Last;
        if ((split.Customs & NameCustoms.Korean) != 0)
        {
            NameSplitter.Mark(split, words[1..], NamePart.First); // Kim Min Jun has one given name of two syllables
        }
        else if ((split.Customs & NameCustoms.Vietnamese) != 0)
        {
            FamilyFirst.MarkVietnamese(split, words);
        }
        else
        {
            GivenNames.Mark(split, words[1..]);
        }
    }

    static NameClass SurnamesOf(NameCustoms customs) =>
        (customs & NameCustoms.Japanese) != 0 ? NameClass.JapaneseLatinSurname
        : (customs & NameCustoms.Korean) != 0 ? NameClass.KoreanLatinSurname
        : NameClass.VietnameseSurname | NameClass.VietnameseLatinSurname | NameClass.VietnameseFamily;

    static bool HasCapitals(NameSplit split, ReadOnlySpan<int> words)
    {
        foreach (var index in words)
        {
            if (split.Tokens[index].Place.Length > 2 && NameCase.IsCapitals(split.Word(split.Tokens[index])))
            {
                return true;
            }
        }
        return false;
    }
}

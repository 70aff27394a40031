namespace Etl.Core.Normalization.Names;

/// <summary>
/// Czech, Slovak, Polish and Turkish names whose family name comes first: told when the first word can only be a family name and the last is a known given name.
/// </summary>
static class FamilySigns
{
    const int WordsMax = 3;

    static readonly byte[][] polishEnds =
    [
        [.. "ski"u8],
        [.. "cki"u8],
        [.. "dzki"u8],
        [.. "wska"u8],
        [.. "ńska"u8],
        [.. "lska"u8],
        [.. "cka"u8],
    ];

    /// <summary>True for <c>Nováková Jana</c>, <c>Kowalski Jan</c> and, in Turkey, <c>Öztürk Mehmet</c>.</summary>
    public static bool AreFirst(NameSplit split, ReadOnlySpan<int> words)
    {
        const NameClass given = NameClass.Given | NameClass.SlavicGiven | NameClass.TurkishGiven;
        var (first, last) = (split.Tokens[words[0]], split.Tokens[words[^1]]);
        return words.Length <= WordsMax
            && last.Is(given)
            && !first.Is(given)
            && (
                IsSlavic(split.Word(first), (split.Customs & NameCustoms.Polish) != 0)
                || ((split.Customs & NameCustoms.Turkish) != 0 && IsTurkish(split.Word(first), first, last))
            );
    }

    // Vicki Jean and Rebecka Otto have short given names or such that end as women's family names do; in Poland they are none.
    static bool IsSlavic(ReadOnlySpan<byte> word, bool isPolish)
    {
        const int lengthMin = 6;
        if (word.EndsWith("ová"u8))
        {
            return word.Length >= lengthMin;
        }
        foreach (var end in polishEnds)
        {
            var isProof = isPolish || !end.AsSpan().SequenceEqual("cka"u8);
            if (isProof && word.Length >= lengthMin && word.EndsWith(end))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsTurkish(ReadOnlySpan<byte> word, NameToken first, NameToken last) =>
        last.Is(NameClass.TurkishGiven) && (first.Is(NameClass.TurkishSurname) || word.EndsWith("oğlu"u8));
}

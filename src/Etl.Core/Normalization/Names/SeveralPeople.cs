using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Recognises names that may stand for more than one person: <c>John and Jane Smith</c>, <c>Mr &amp; Mrs Smith</c>, <c>Familie Meier</c>, <c>Estate of John Smith</c>.</summary>
static class SeveralPeople
{
    /// <summary>True for a name of words and signs for several people; it is told by no part.</summary>
    public static bool Are(ReadOnlySpan<byte> value)
    {
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens);
        if (!NameTokenizer.Cut(ref split) || !AreWords(value))
        {
            return false;
        }
        for (var index = 0; index < split.Count; index++)
        {
            var isInside = index > 0 && index < split.Count - 1;
            if (IsHousehold(split, index) || (isInside && (IsAnd(split, index) || IsSign(split, index))))
            {
                return split.Count > 1;
            }
        }
        return false;
    }

    /// <summary>True for a family, an estate and the like.</summary>
    public static bool IsHousehold(NameSplit split, int index) =>
        split.Tokens[index].Is(NameClass.Household)
        || (
            split.Tokens[index].Is(NameClass.HouseholdOf)
            && index + 1 < split.Count
            && Ascii.EqualsIgnoreCase(split.Word(split.Tokens[index + 1]), "of"u8)
        );

    /// <summary>True for a word between two people; En and Ja are names.</summary>
    public static bool IsAnd(NameSplit split, int index)
    {
        const int lengthOfAnd = 3;
        var word = split.Word(split.Tokens[index]);
        return split.Tokens[index].Is(NameClass.And)
            && !IsJoint(split, index)
            && ((word.Length >= lengthOfAnd && !word.Contains((byte)'.')) || word[0] >= (byte)'a');
    }

    /// <summary>True for the word between two particles of one name: <c>von und zu</c>.</summary>
    public static bool IsJoint(NameSplit split, int index) =>
        split.Tokens[index].Is(NameClass.And)
        && index > 0
        && index + 1 < split.Count
        && NameSplitter.IsLowerParticle(split, index - 1)
        && NameSplitter.IsLowerParticle(split, index + 1);

    static bool IsSign(NameSplit split, int index) => split.Word(split.Tokens[index]) is [(byte)'&'] or [(byte)'+'];

    static bool AreWords(ReadOnlySpan<byte> value) =>
        !value.ContainsAnyInRange((byte)'0', (byte)'9') && !value.ContainsAny("@/_()[]<>:;#|"u8);
}

using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>The words of a custom field that holds one of a list.</summary>
/// <param name="list">The words, divided by <c>|</c>.</param>
sealed class EnumWords(string list)
{
    readonly (byte[] Word, byte[] Folded)[] words =
    [
        .. list.Split('|', StringSplitOptions.TrimEntries)
            .Select(Encoding.UTF8.GetBytes)
            .Select(word => (word, Fold(word))),
    ];

    /// <summary>The word as the list spells it; empty when it is not in the list. Case does not count.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> value)
    {
        const int lengthMax = 256;
        if (value.Length > lengthMax)
        {
            return [];
        }
        Span<byte> folded = stackalloc byte[CaseFold.MaxLength(lengthMax)];
        folded = folded[..CaseFold.Fold(value, folded)];
        foreach (var (word, other) in words)
        {
            if (folded.SequenceEqual(other))
            {
                return word;
            }
        }
        return [];
    }

    static byte[] Fold(byte[] word)
    {
        var folded = new byte[CaseFold.MaxLength(word.Length)];
        return folded[..CaseFold.Fold(word, folded)];
    }
}

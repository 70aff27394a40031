using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Syllables of Chinese names in Latin letters: <c>Xiaoming</c>.</summary>
static class Pinyin
{
    static readonly WordTable initials = Table("b p m f d t n l g k h j q x zh ch sh r z c s y w");
    static readonly WordTable finals = Table(
        "a o e ai ei ao ou an en ang eng er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ong ue"
    );

    /// <summary>True for one syllable as it stands alone: <c>Qu</c>; but <c>Ian</c> is written with a Y.</summary>
    public static bool IsOfOneSyllable(ReadOnlySpan<byte> word)
    {
        const int lengthMax = 6; // zhuang
        if (word.Length is 0 or > lengthMax || !Ascii.IsValid(word))
        {
            return false;
        }
        Span<byte> lower = stackalloc byte[lengthMax];
        AsciiCase.ToLower(word, lower);
        return lower[0] is not ((byte)'i' or (byte)'u') && IsSyllable(lower[..word.Length]);
    }

    /// <summary>True for a given name of two syllables, as hardly any other language has them.</summary>
    public static bool IsOfTwoSyllables(ReadOnlySpan<byte> word)
    {
        const int lengthMax = 13; // zhuang-zhuang
        if (word.Length is < 4 or > lengthMax || !Ascii.IsValid(word))
        {
            return false;
        }
        Span<byte> lower = stackalloc byte[lengthMax];
        AsciiCase.ToLower(word, lower);
        ReadOnlySpan<byte> letters = lower[..word.Length];
        var hyphen = letters.IndexOf((byte)'-');
        if (hyphen >= 0)
        {
            return IsSyllable(letters[..hyphen]) && IsSyllable(letters[(hyphen + 1)..]);
        }
        for (var cut = 1; cut < letters.Length; cut++)
        {
            if (IsSyllable(letters[..cut]) && IsSyllable(letters[cut..]))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsSyllable(ReadOnlySpan<byte> letters)
    {
        for (var cut = Math.Min(2, letters.Length - 1); cut >= 0; cut--)
        {
            if (
                (cut == 0 || initials.Find(letters[..cut]) != 0)
                && finals.Find(letters[cut..]) != 0
                && MayFollow(letters[..cut], letters[cut..])
            )
            {
                return true;
            }
        }
        return false;
    }

    // Peter, Maria and Jane are no Chinese names: pe, ter, ria and ja are no syllables.
    static bool MayFollow(ReadOnlySpan<byte> initial, ReadOnlySpan<byte> final) =>
        initial.IsEmpty
        || final switch
        {
            [(byte)'e', (byte)'r'] => false,
            [(byte)'e'] => !initial.ContainsAny("bpfjqxw"u8),
            [(byte)'a'] => !initial.ContainsAny("jqxr"u8),
            [(byte)'o'] => initial.ContainsAny("bpmfwy"u8),
            [(byte)'i', (byte)'a'] => initial.ContainsAny("djlqx"u8),
            [(byte)'i', (byte)'e'] => initial.ContainsAny("bpmdtnljqx"u8),
            _ => true,
        };

    static WordTable Table(string list)
    {
        var table = new WordTable();
        table.AddList(Encoding.ASCII.GetBytes(list), 1);
        return table;
    }
}

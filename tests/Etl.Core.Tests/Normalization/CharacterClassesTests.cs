using System.Text;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Tests.Normalization;

public sealed class CharacterClassesTests
{
    // Marks of the combining classes 7 and 10 that compose with nothing. Next to them, a mark of a class below or above shows its
    // side; all marks of class 8 are followers.
    const char ClassSeven = '\u0ABC';
    const char ClassTen = '\u05B0';

    [Fact]
    public void Plain_characters_stay_composed_in_each_others_company()
    {
        var followers = Followers();
        for (var value = 0x80; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value) || !CharacterClasses.Plain.Contains(value))
            {
                continue;
            }
            var text = new Rune(value).ToString();
            Assert.True(text.IsNormalized(), $"U+{value:X4} is not composed");
            Assert.False(followers.Contains(value), $"U+{value:X4} composes with what stands before it");
            var isAboveSeven = !$"a{text}{ClassSeven}".IsNormalized();
            var isBelowTen = !$"a{ClassTen}{text}".IsNormalized();
            Assert.True(isAboveSeven == isBelowTen, $"U+{value:X4} is a mark of a class other than 9");
            Assert.False(Rune.IsWhiteSpace(new Rune(value)), $"U+{value:X4} is white space");
        }
    }

    // What is told from masks alone, see Etl.Text.ShortText.
    [Fact]
    public void The_common_blocks_are_plain()
    {
        (int First, int Last)[] blocks =
        [
            (0xC0, 0x2FF),
            (0x390, 0x47F),
            (0x620, 0x64A),
            (0x900, 0x93B),
            (0x93D, 0x950),
            (0x960, 0x97F),
            (0x4000, 0x4DBF),
            (0x4E00, 0x9FFF),
            (0xAC00, 0xD77F),
        ];
        foreach (var (first, last) in blocks)
        {
            for (var value = first; value <= last; value++)
            {
                Assert.True(CharacterClasses.Plain.Contains(value), $"U+{value:X4}");
            }
        }
    }

    // Every character that stands behind another one when something is decomposed, and so might compose with it.
    static HashSet<int> Followers()
    {
        var followers = new HashSet<int>();
        for (var value = 0x80; value <= 0x10FFFF; value++)
        {
            // Normalizing refuses half pairs and U+xxFFFE.
            if (Rune.IsValid(value) && (value & 0xFFFE) != 0xFFFE)
            {
                followers.UnionWith(
                    new Rune(value)
                        .ToString()
                        .Normalize(NormalizationForm.FormD)
                        .EnumerateRunes()
                        .Skip(1)
                        .Select(rune => rune.Value)
                );
            }
        }
        return followers;
    }
}

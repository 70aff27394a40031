using System.Text;
using Etl.Core.Normalization.Names;

namespace Etl.Core.Tests.Normalization.Names;

public sealed class NameCaseTests
{
    static readonly string[] pieces =
    [
        "A",
        "Z",
        "a",
        "z",
        "É",
        "é",
        "×",
        "Þ",
        "ß",
        "ÿ",
        "Я",
        "я",
        "İ",
        "ı",
        "手",
        "가",
        "あ",
        "Ⰰ",
        "ⱡ",
        "Ꙁ",
        "ꙁ",
        "Ⴀ",
        "Ა",
        "ა",
        "Ḁ",
        "ḁ",
        "😀",
        "𐐀",
        "𐐨",
        " ",
        "-",
        "1",
    ];

    [Fact]
    public void The_quick_looks_say_what_letter_by_letter_says()
    {
        var random = new Random(20260922);
        var uniform = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, 1 + random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            var expected = IsUniform(text);
            uniform += expected ? 1 : 0;
            Assert.True(expected == NameCase.IsUniform(Encoding.UTF8.GetBytes(text)), text);
        }
        Assert.InRange(uniform, 5_000, 45_000);
    }

    // The specification: letters of the scripts that have a case for names, all of one case, two or more; ß is small in capitals, too.
    static bool IsUniform(string text)
    {
        var (upper, lower) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            upper += NameCase.IsCased(rune) && Rune.IsUpper(rune) ? 1 : 0;
            lower += NameCase.IsCased(rune) && Rune.IsLower(rune) && rune.Value != 0xDF ? 1 : 0;
        }
        return upper + lower > 1 && (upper == 0 || lower == 0);
    }
}

using System.Text;

namespace Etl.Text.Tests;

public sealed class RareTextScanTests
{
    static readonly string[] pieces =
    [
        "é",
        "żó",
        "Ã©",
        "â€™",
        "Пё",
        "Иван",
        "Ð˜Ð²",
        "手紙",
        "（株）",
        "ﾔﾏ",
        "\uE000",
        "\uF8FF",
        "😀",
        "\U000F0001",
        "\U000FFFFE",
        "Ελλάδα",
        "Đặng",
        "شكرا",
    ];

    [Theory]
    [InlineData("Ann Lee", RareText.None)]
    [InlineData("Żółć, Đặng Ê, 手紙, Ελλάδα, 😀", RareText.None)]
    [InlineData("JosÃ©", RareText.Misread)]
    [InlineData("渡\uE000", RareText.PrivateUse)]
    [InlineData("JosÃ© 渡\uE000", RareText.Misread | RareText.PrivateUse)]
    public void What_a_text_holds_is_told(string text, RareText rare) =>
        Assert.Equal(rare, Utf8Text.FindRare(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_ill_formed_text_nothing_is_known() =>
        Assert.Equal(RareText.Any, Utf8Text.FindRare([.. "Ann Lee "u8, 0xC3]));

    [Fact]
    public void Every_two_characters_of_an_encoding_that_damage_may_begin_with_are_told()
    {
        foreach (var page in MisreadPages.All)
        {
            for (var lead = 0xC2; lead <= 0xF4; lead++)
            {
                for (var continuation = 0x80; continuation <= 0xBF; continuation++)
                {
                    var tail = new string(page.Character(continuation), 3);
                    AssertAgrees(Encoding.UTF8.GetBytes($"{page.Character(lead)}{tail}"));
                }
            }
        }
    }

    [Fact]
    public void Rare_text_is_told_wherever_it_lies_between_two_chunks()
    {
        foreach (var piece in pieces)
        {
            for (var before = 0; before < 280; before++)
            {
                AssertAgrees(Encoding.UTF8.GetBytes(new string('a', before) + piece));
                AssertAgrees(
                    Encoding.UTF8.GetBytes(new string('a', before % 3) + new string('手', before / 3) + piece + "手")
                );
            }
        }
    }

    [Fact]
    public void All_questions_are_answered_as_if_they_were_asked_one_after_the_other()
    {
        var random = new Random(20261123);
        var counts = new int[(int)RareText.Any + 1];
        for (var round = 0; round < 60_000; round++)
        {
            var kinds = random.Next(1, pieces.Length);
            var text = new StringBuilder();
            for (var left = random.Next(60); left > 0; left--)
            {
                text.Append(random.Next(4) > 0 ? "abcdefgh" : pieces[random.Next(kinds)]);
            }
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (round % 4 == 0 && bytes.Length > 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            counts[(int)AssertAgrees(bytes)]++;
        }
        Assert.All(
            [
                RareText.None,
                RareText.Misread,
                RareText.PrivateUse,
                RareText.Misread | RareText.PrivateUse,
                RareText.Any,
            ],
            rare => Assert.InRange(counts[(int)rare], 1000, 50_000)
        );
    }

    static RareText AssertAgrees(byte[] text)
    {
        var expected = RareTextScan.FindScalar(text);
        var found = RareTextScan.Find(text);
        // Without the vectors nothing is told but what is ill-formed.
        Assert.True(
            found == expected || !Utf8Validator.IsAccelerated,
            $"{Convert.ToHexString(text)}: {found}, not {expected}"
        );
        return expected;
    }
}

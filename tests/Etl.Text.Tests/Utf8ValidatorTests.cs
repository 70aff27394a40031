using System.Text;
using System.Text.Unicode;

namespace Etl.Text.Tests;

public sealed class Utf8ValidatorTests
{
    static readonly string[] pieces =
    [
        "a",
        "Z",
        " ",
        "\n",
        "é",
        "ß",
        "Я",
        "あ",
        "手",
        "€",
        "\uFFFF",
        "\uD7FF",
        "\uE000",
        "😀",
        "\U0010FFFF",
        "\U00010000",
    ];

    [Fact]
    public void The_vector_form_agrees_with_the_runtime_on_texts_with_every_kind_of_damage()
    {
        var random = new Random(20260921);
        var wrong = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = Text(random, round % 7 == 0 ? 1 : pieces.Length);
            for (var damage = random.Next(3); damage > 0 && text.Length > 0; damage--)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
            }
            var isValid = Utf8.IsValid(text);
            wrong += isValid ? 0 : 1;
            Assert.True(isValid == IsValid(text), Convert.ToHexString(text));
        }
        Assert.InRange(wrong, 10_000, 50_000);
    }

    [Fact]
    public void Two_and_three_bytes_of_every_value_are_told_at_every_place_of_a_chunk()
    {
        byte[] edges =
        [
            0x00,
            0x7F,
            0x80,
            0x8F,
            0x90,
            0x9F,
            0xA0,
            0xBF,
            0xC0,
            0xC1,
            0xC2,
            0xDF,
            0xE0,
            0xE1,
            0xEC,
            0xED,
            0xEE,
            0xEF,
            0xF0,
            0xF1,
            0xF4,
            0xF5,
            0xFF,
        ];
        var text = new byte[160];
        foreach (var place in new[] { 0, 29, 30, 31, 32, 61, 62, 63, 64, 93, 94, 95, 127, 156 })
        {
            foreach (var first in edges)
            {
                foreach (var second in edges)
                {
                    foreach (var third in edges)
                    {
                        foreach (var fourth in new byte[] { 0x41, 0x80, 0xBF, 0xC3 })
                        {
                            text.AsSpan().Fill((byte)'a');
                            (text[place], text[place + 1], text[place + 2], text[place + 3]) = (
                                first,
                                second,
                                third,
                                fourth
                            );
                            Assert.True(
                                Utf8.IsValid(text) == IsValid(text),
                                $"{first:X2} {second:X2} {third:X2} {fourth:X2} at {place}"
                            );
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    public void A_character_that_the_end_cuts_off_is_wrong_at_every_length(int before)
    {
        foreach (var letter in new[] { "é", "€", "😀" })
        {
            var whole = Encoding.UTF8.GetBytes(new string('a', before) + letter);
            Assert.True(IsValid(whole));
            for (var kept = before + 1; kept < whole.Length; kept++)
            {
                Assert.False(IsValid(whole.AsSpan(0, kept)));
            }
        }
    }

    // The vector form for short texts, too; without AVX2 there is none.
    static bool IsValid(ReadOnlySpan<byte> bytes) =>
        Utf8Validator.IsAccelerated ? Utf8Validator.IsValidVector(bytes) : Utf8Validator.IsValid(bytes);

    static byte[] Text(Random random, int kinds)
    {
        var text = new StringBuilder();
        for (var left = random.Next(120); left > 0; left--)
        {
            text.Append(random.Next(4) > 0 ? "abc" : pieces[random.Next(kinds)]);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

using System.Text;

namespace Etl.Text.Tests;

public sealed class ShortTextTests
{
    const int Seed = 23;

    static readonly CodePointSet usual = new([(0xC0, 0x2FF), (0x400, 0x47F), (0x5000, 0x9FFF), (0xB000, 0xCFFF)]);

    // The usual ones, and nothing but what makes a set of the common ones.
    static readonly CodePointSet common = new([
        (0xC0, 0x2FF),
        (0x390, 0x47F),
        (0x620, 0x64A),
        (0x900, 0x93B),
        (0x93D, 0x950),
        (0x960, 0x97F),
        (0x4000, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD77F),
    ]);

    [Theory]
    [InlineData("Ann Lee", true, true)]
    [InlineData("ANN", true, false)]
    [InlineData("ann", true, false)]
    [InlineData("Élodie", true, true)]
    [InlineData("×a", true, false)]
    [InlineData("王小明", true, true)]
    [InlineData("12-3", true, true)]
    [InlineData("", true, true)]
    [InlineData(" a", false, true)]
    [InlineData("a ", false, true)]
    [InlineData("a  b", false, true)]
    [InlineData("a\tb", false, true)]
    [InlineData("a\u007F", false, true)]
    [InlineData("Ωμέγα", false, true)]
    public void A_usual_line_is_told_from_others(string value, bool isLine, bool isOfBothCasesOrNone)
    {
        Assert.True(Load(value, out var text));
        Assert.Equal(isLine, text.IsUsualLine(out var cases));
        if (isLine)
        {
            Assert.Equal(isOfBothCasesOrNone, cases);
        }
    }

    [Theory]
    [InlineData("Γιώργος", true, true)]
    [InlineData("ΓΙΩΡΓΟΣ", true, false)]
    [InlineData("Ирина", true, true)]
    [InlineData("ИРИНА", true, false)]
    [InlineData("Ёлкин", true, true)]
    [InlineData("محمد", true, true)]
    [InlineData("अमित शर्मा", true, true)]
    [InlineData("김하늘", true, true)]
    [InlineData("丁一", true, true)]
    [InlineData("Ά", false, true)]
    [InlineData("مُ", false, true)]
    [InlineData("ড", false, true)]
    [InlineData("\uD7B0", false, true)]
    public void A_common_line_is_told_from_others(string value, bool isLine, bool isOfBothCasesOrNone)
    {
        var text = ShortText.Load(Encoding.UTF8.GetBytes(value));
        Assert.Equal(isLine, text.IsCommonLine(out var cases));
        if (isLine)
        {
            Assert.Equal(isOfBothCasesOrNone, cases);
        }
    }

    [Fact]
    public void A_usual_or_common_line_is_a_line_by_the_scalar_twin_whatever_lies_around_it()
    {
        Assert.True(usual.HasUsualBlocks && !usual.HasCommonBlocks);
        Assert.True(common.HasCommonBlocks);
        var random = new Random(Seed);
        var buffer = new byte[4096];
        var counts = new int[2];
        for (var round = 0; round < 200_000; round++)
        {
            if (round % 50 == 0)
            {
                Fill(random, buffer, isText: round % 200 != 0);
            }
            var length = random.Next(1, 14);
            var field = new FieldSpan(random.Next(buffer.Length - 40), length);
            var value = buffer.AsSpan(field.Offset, length);
            Assert.True(ShortText.TryLoad(buffer, field, out var text));
            var isUsual = text.IsUsualLine(out var usualCases);
            var isCommon = ShortText.Load(value).IsCommonLine(out var commonCases);
            counts[0] += isUsual ? 1 : 0;
            counts[1] += isCommon ? 1 : 0;
            Assert.True(!isUsual || PlainText.IsLineScalar(value, usual), $"seed {Seed}, round {round}");
            Assert.True(!isCommon || PlainText.IsLineScalar(value, common), $"seed {Seed}, round {round}");
            Assert.True(!(isUsual & usualCases) || !IsOfOneCase(value), $"seed {Seed}, round {round}");
            Assert.True(!(isCommon & commonCases) || !IsOfOneCase(value), $"seed {Seed}, round {round}");
        }
        Assert.True(counts[0] > 5_000 && counts[1] > counts[0], $"{counts[0]} usual and {counts[1]} common lines");
    }

    [Theory]
    [InlineData("0a", true)]
    [InlineData("A", true)]
    [InlineData("é", true)]
    [InlineData("=a", false)]
    [InlineData("'a", false)]
    [InlineData("#a", false)]
    [InlineData("\"a", false)]
    [InlineData("-a", false)]
    public void Marks_of_spreadsheets_and_quotes_start_no_text(string value, bool expected)
    {
        Assert.True(Load(value, out var text));
        Assert.Equal(expected, text.StartsAsText);
    }

    [Fact]
    public void Bytes_are_found_in_the_value_alone()
    {
        var buffer = "a,b;c and what lies behind it in the buffer"u8;
        Assert.True(ShortText.TryLoad(buffer, new FieldSpan(0, 2), out var text));
        Assert.True(text.ContainsAny((byte)',', (byte)';'));
        Assert.True(ShortText.TryLoad(buffer, new FieldSpan(2, 1), out text));
        Assert.False(text.ContainsAny((byte)',', (byte)';'));
    }

    [Theory]
    [InlineData("C-1", true)]
    [InlineData("!~", true)]
    [InlineData("8.61E+12", false)]
    [InlineData("a b", false)]
    [InlineData("a\0", false)]
    [InlineData("é", false)]
    public void Visible_text_of_ascii_is_told_from_others(string value, bool expected)
    {
        Assert.True(Load(value, out var text));
        Assert.Equal(expected, text.IsVisibleAscii(except: (byte)'+'));
    }

    [Fact]
    public void Long_values_and_ends_of_buffers_are_not_loaded()
    {
        var buffer = new byte[64];
        Assert.True(ShortText.TryLoad(buffer, new FieldSpan(32, 30), out _));
        Assert.False(ShortText.TryLoad(buffer, new FieldSpan(0, 31), out _));
        Assert.False(ShortText.TryLoad(buffer, new FieldSpan(33, 1), out _));
        Assert.False(ShortText.TryLoad(buffer.AsSpan(0, 31), new FieldSpan(0, 1), out _));
    }

    // The letters that are sure to be seen as capital or small are fewer, so this is only asked of what is not of one case.
    static bool IsOfOneCase(ReadOnlySpan<byte> value)
    {
        var upper = 0;
        var lower = 0;
        foreach (var rune in Encoding.UTF8.GetString(value).EnumerateRunes())
        {
            upper += Rune.IsUpper(rune) ? 1 : 0;
            lower += Rune.IsLower(rune) ? 1 : 0;
        }
        return upper + lower > 0 && (upper == 0 || lower == 0);
    }

    static bool Load(string value, out ShortText text)
    {
        var buffer = new byte[64];
        Array.Fill(buffer, (byte)0xD1);
        var length = Encoding.UTF8.GetBytes(value, buffer.AsSpan(1));
        return ShortText.TryLoad(buffer, new FieldSpan(1, length), out text);
    }

    // Random bytes, or characters of the scripts in question and their neighbours, with faults here and there.
    static void Fill(Random random, Span<byte> buffer, bool isText)
    {
        random.NextBytes(buffer);
        int[] starts =
        [
            0x20,
            0x20,
            0x41,
            0x61,
            0xC0,
            0x370,
            0x400,
            0x430,
            0x600,
            0x640,
            0x900,
            0x940,
            0x4D80,
            0x4E00,
            0xABC0,
            0xD740,
        ];
        for (var position = 0; isText && position < buffer.Length - 8; )
        {
            var value = starts[random.Next(starts.Length)] + random.Next(random.Next(8) == 0 ? 0x80 : 0x1A);
            position += new Rune(value).EncodeToUtf8(buffer[position..]);
            if (random.Next(60) == 0 && position > 0)
            {
                position--; // the next character overwrites the end of this one
            }
        }
    }
}

using System.Text;

namespace Etl.Text.Tests;

public sealed class ShortTextTests
{
    const int Seed = 23;
    const int Rounds = 200_000;

    // Nothing but what makes a set of the common blocks.
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
        Assert.True(Load(value, out var text));
        Assert.Equal(isLine, text.IsCommonLine(out var cases));
        if (isLine)
        {
            Assert.Equal(isOfBothCasesOrNone, cases);
        }
    }

    [Fact]
    public void A_common_line_is_a_line_by_the_scalar_twin_whatever_lies_around_it()
    {
        Assert.True(common.HasCommonBlocks);
        var random = new Random(Seed);
        var buffer = new byte[4096];
        var count = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var field = Pick(random, buffer, round);
            var value = buffer.AsSpan(field.Offset, field.Length);
            Assert.True(ShortText.TryLoad(buffer, field, out var text));
            var isCommon = text.IsCommonLine(out var cases);
            Assert.Equal(isCommon, ShortText.Load(value).IsCommonLine(out _));
            Assert.True(!isCommon || PlainText.IsLineScalar(value, common), $"seed {Seed}, round {round}");
            Assert.True(!(isCommon & cases) || !IsOfOneCase(value), $"seed {Seed}, round {round}");
            count += isCommon ? 1 : 0;
        }
        Assert.True(count > Rounds / 20, $"{count} common lines");
    }

    [Fact]
    public void What_tables_take_for_a_common_line_is_one_by_ranges_and_nearly_all_of_them_are()
    {
        Assert.SkipUnless(CommonText.IsSupported, "There are no such instructions.");
        var random = new Random(Seed);
        var buffer = new byte[4096];
        var byTables = 0;
        var byRanges = 0;
        for (var round = 0; round < Rounds; round++)
        {
            Assert.True(ShortText.TryLoad(buffer, Pick(random, buffer, round), out var text));
            var isByRanges = text.IsCommonLineByRanges(out var cases);
            byRanges += isByRanges ? 1 : 0;
            if (text.IsCommonLineByTables(out var casesByTables))
            {
                byTables++;
                Assert.True(isByRanges && cases == casesByTables, $"seed {Seed}, round {round}");
            }
        }
        Assert.InRange(byTables, 99 * byRanges / 100, byRanges);
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

    static FieldSpan Pick(Random random, byte[] buffer, int round)
    {
        if (round % 50 == 0)
        {
            Fill(random, buffer, isText: round % 200 != 0);
        }
        return new FieldSpan(
            random.Next(buffer.Length - 40),
            random.Next(1, round % 3 == 0 ? ShortText.LengthMax : 14)
        );
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

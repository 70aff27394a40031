using System.Text;
using Etl.Core.Normalization.Places;

namespace Etl.Core.Tests.Normalization.Places;

public sealed class PlaceNameTests
{
    [Theory]
    [InlineData("Côte d’Ivoire", "cotedivoire")]
    [InlineData("COTE D'IVOIRE", "cotedivoire")]
    [InlineData("Großbritannien", "grossbritannien")]
    [InlineData("ÍSLAND", "island")]
    [InlineData("Łódź", "lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Ｃａｎａｄａ", "canada")]
    [InlineData("Việt Nam", "vietnam")]
    [InlineData("ドイツ", "ドイツ")]
    [InlineData("ﾄﾞｲﾂ", "ドイツ")]
    [InlineData("대한민국", "대한민국")]
    [InlineData("Россия", "россия")]
    [InlineData("Китай", "китаи")]
    [InlineData("Κύπρος", "κυπροσ")]
    [InlineData("ΚΥΠΡΟΣ", "κυπροσ")]
    [InlineData("भारत", "भारत")]
    [InlineData("广东省", "广东省")]
    [InlineData(" - ", "")]
    public void Names_are_folded(string name, string folded) => Assert.Equal(folded, Fold(name));

    [Fact]
    public void Folding_twice_is_folding_once()
    {
        foreach (var line in Lines("Etl.Core.Normalization.Countries.countries.txt"))
        {
            Assert.Equal(line[..line.LastIndexOf(' ')], Fold(line[..line.LastIndexOf(' ')]));
        }
    }

    [Fact]
    public void A_value_that_is_too_long_is_no_name() => Assert.Equal("", Fold(new string('é', 81)));

    [Fact]
    public void Ill_formed_text_is_no_name()
    {
        Span<byte> key = stackalloc byte[PlaceName.KeyLengthMax];
        Assert.Equal(0, PlaceName.Fold([0x41, 0xFF], key));
    }

    [Fact]
    public void Characters_that_grow_are_cut_off_without_harm() =>
        Assert.Equal("", Fold(string.Concat(Enumerable.Repeat("\uFDFA", 53))));

    [Fact]
    public void The_shortcuts_fold_as_the_whole_procedure_does()
    {
        Span<byte> text = stackalloc byte[8];
        Span<byte> quick = stackalloc byte[PlaceName.KeyLengthMax];
        Span<byte> slow = stackalloc byte[PlaceName.KeyLengthMax];
        for (var value = 0; value <= 0xFFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }
            var length = new Rune(value).EncodeToUtf8(text);
            text[length] = (byte)'B';
            var quickLength = PlaceName.Fold(text[..(length + 1)], quick);
            var slowLength = PlaceName.FoldSlowly(text[..(length + 1)], slow);
            Assert.True(
                quick[..quickLength].SequenceEqual(slow[..slowLength]),
                FormattableString.Invariant($"U+{value:X4} is folded in two ways.")
            );
        }
    }

    internal static string Fold(string name)
    {
        Span<byte> key = stackalloc byte[PlaceName.KeyLengthMax];
        return Encoding.UTF8.GetString(key[..PlaceName.Fold(Encoding.UTF8.GetBytes(name), key)]);
    }

    internal static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(PlaceName).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}

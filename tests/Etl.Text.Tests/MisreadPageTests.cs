using System.Text;
using Etl.Testing;
using Etl.Testing.Encodings;

namespace Etl.Text.Tests;

public sealed class MisreadPageTests
{
    static MisreadPageTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Names => [.. MisreadPages.All[1..].ToArray().Select(page => page.Name)];

    static IEnumerable<string> Words =>
        ContactWords.All.SelectMany(words => words.Columns.SelectMany(values => values).Concat(words.Headers));

    [Theory]
    [InlineData("JosĂ© GarcĂ\u00ADa", "José García")]
    [InlineData("MĂĽller StraĂźe", "Müller Straße")]
    [InlineData("РРІР°РЅ РџРµС‚СЂРѕРІ", null)]
    [InlineData("РџРµС‚СЂРѕРІ", "Петров")]
    [InlineData("JosГ©", "José")]
    [InlineData("Jos√©", "José")]
    [InlineData("M├╝ller", "Müller")]
    [InlineData("Joséأ©", null)]
    [InlineData("Oв\u0080™Brien", null)]
    public void Damage_by_other_encodings_is_read_back(string damaged, string? original) =>
        Assert.Equal(original, Repaired(damaged));

    [Theory]
    [InlineData("BĂŞESCU")]
    [InlineData("ŁÓDŹ")]
    [InlineData("ЦІ РІКИ")]
    [InlineData("Сіті №5")]
    [InlineData("Paris–Évry")]
    [InlineData("«Блок Г»")]
    [InlineData("В»")]
    [InlineData("С… С…")]
    [InlineData("بزرگ درک")]
    [InlineData("√2 ≈ 1,41")]
    [InlineData("ΓΈΝΟΣ")]
    [InlineData("בְּרֵאשִׁית")]
    public void Real_text_is_left_alone(string text) => Assert.Null(Repaired(text));

    [Fact]
    public void No_value_of_the_committed_lists_and_samples_is_taken_for_damage()
    {
        string[] paths =
        [
            .. Directory.EnumerateFiles(
                Path.Combine(RepositoryRoot.Path, "src/Etl.Core"),
                "*.txt",
                SearchOption.AllDirectories
            ),
            .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "datasets/samples/formats"), "*.csv"),
        ];
        Assert.True(paths.Length > 25, "the lists have moved");
        foreach (var path in paths)
        {
            foreach (var value in File.ReadAllText(path).Split([',', ';', '|', '\t', '\n', '\r', '=', '"']))
            {
                foreach (var part in value.Split(' ').Append(value))
                {
                    Assert.True(Repaired(part) is null, $"{path}: {part}");
                    Assert.True(Repaired(part.ToUpperInvariant()) is null, $"{path}: {part}");
                }
            }
        }
    }

    /// <summary>What is not proven is left as it is: a lone accented letter that has no ASCII letter beside it, above all.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_words_of_all_languages_come_back_exactly_or_not_at_all(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var (seen, found) = (0, 0);
        foreach (var word in Words.Where(word => !Ascii.IsValid(word) && word.Length > 2))
        {
            var damaged = encoding.GetString(Encoding.UTF8.GetBytes(word));
            var repaired = Repaired(damaged);
            Assert.True(repaired is null || repaired == word, $"{damaged}: {repaired} for {word}");
            seen++;
            found += repaired is null ? 0 : 1;
        }
        Assert.True(found >= 0.78 * seen, $"{found} of {seen}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_characters_of_an_encoding_are_those_of_its_code_page(string name)
    {
        var page = MisreadPages.All.ToArray().First(page => page.Name == name);
        var encoding = Encoding.GetEncoding(name);
        var differences = Enumerable
            .Range(0x80, 0x80)
            .Select(value => (Value: value, Own: page.Character(value), Theirs: encoding.GetString([(byte)value])[0]))
            // Where an encoding has no character .NET has a private one; two more are a matter of taste.
            .Where(pair => pair.Own != pair.Theirs && pair.Own > 0x9F)
            .Where(pair => pair.Theirs is < '\uE000' and not ('\u2126' or '\u05BA'))
            .Select(pair => $"{pair.Value:X2} {(int)pair.Own:X4} {(int)pair.Theirs:X4}");
        Assert.Equal("", string.Join(", ", differences));
    }

    static string? Repaired(string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var output = new byte[value.Length];
        var isDamaged = Mojibake.TryRepair(value, output, out var length);
        Assert.Equal(isDamaged, Mojibake.IsDamaged(value));
        return isDamaged ? Encoding.UTF8.GetString(output, 0, length) : null;
    }
}

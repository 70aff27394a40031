using System.Text;
using Etl.Testing.Encodings;

namespace Etl.Text.Tests;

public sealed class MojibakeTests
{
    static readonly string[] signs =
    [
        "’",
        "”",
        "…",
        "–",
        "—",
        "»",
        "›",
        "®",
        "™",
        "ª",
        "º",
        "°",
        "\u00A0",
        "’s",
        "…”",
        " – ",
    ];

    static MojibakeTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    static IEnumerable<string> Words =>
        ContactWords.All.SelectMany(words => words.Columns.SelectMany(values => values).Concat(words.Headers));

    [Theory]
    [InlineData("JosÃ©", "José")]
    [InlineData("MÃ¼ller-LÃ¼denscheidt", "Müller-Lüdenscheidt")]
    [InlineData("Oâ€™Brien", "O’Brien")]
    [InlineData("Ã–sterreich", "Österreich")]
    [InlineData("PaweÅ‚ WiÅ›niewski", "Paweł Wiśniewski")]
    [InlineData("Ð˜Ð²Ð°Ð½", "Иван")]
    [InlineData("ÃƒÂ©tÃƒÂ©", "été")]
    [InlineData("RENÃ‰", "RENÉ")]
    [InlineData("voilÃ\u00A0", "voilà")]
    [InlineData("ðŸ˜€ Ann", "😀 Ann")]
    public void Damaged_text_is_read_back(string damaged, string original) => Assert.Equal(original, Repaired(damaged));

    [Theory]
    [InlineData("J. López;LÃ³pez, J.", "J. López;López, J.")]
    [InlineData("Müller|MÃ¼ller|Muller", "Müller|Müller|Muller")]
    [InlineData("Zürich, MÃ¼nchen\r\nKÃ¶ln\n", "Zürich, München\r\nKöln\n")]
    [InlineData(";é;ÃƒÂ©tÃƒÂ©;", ";é;été;")]
    [InlineData("田中,JosÃ©", "田中,José")]
    [InlineData("JosÃ©, RenÃ©", "José, René")]
    public void Of_a_list_the_damaged_elements_are_read_back_and_no_others(string damaged, string original) =>
        Assert.Equal(original, Repaired(damaged));

    [Theory]
    [InlineData("José LÃ³pez")] // no list: who damaged one word would have damaged the other
    [InlineData("José;MAÇÃ…,Å…")]
    [InlineData("é;;|,\n")]
    public void Elements_are_judged_like_values(string text) => Assert.Null(Repaired(text));

    [Theory]
    [InlineData("José")]
    [InlineData("MAÇÃ…")]
    [InlineData("MAÇÃ’S")]
    [InlineData("Å…")]
    [InlineData("“Å”")]
    [InlineData("CAFÉ®")]
    [InlineData("Un café…” né…”")]
    [InlineData("José MarÃ\u00ADa")]
    [InlineData("Ã")]
    [InlineData("")]
    [InlineData("plain")]
    public void Real_and_unclear_text_is_left_alone(string text) => Assert.Null(Repaired(text));

    [Fact]
    public void No_word_of_any_language_is_taken_for_damage()
    {
        foreach (var word in Words)
        {
            foreach (
                var form in (string[])[word, word.ToUpperInvariant(), word.ToLowerInvariant(), $"«{word}»", $"“{word}”"]
            )
            {
                Assert.Null(Repaired(form));
                foreach (var sign in signs)
                {
                    Assert.True(Repaired(form + sign) is null, form + sign);
                    Assert.True(Repaired(sign + form) is null, sign + form);
                    Assert.True(Repaired($"{form}{sign}{word}") is null, form + sign + word);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 0.99)]
    [InlineData(2, 0.99)]
    [InlineData(3, 0.99)]
    public void Damaged_words_of_all_languages_come_back_exactly(int times, double shareMin)
    {
        var (seen, found) = (0, 0);
        foreach (var word in Words.Where(word => !Ascii.IsValid(word) && word.Length > 1))
        {
            var stages = Enumerable
                .Range(0, times)
                .Aggregate((List<string>)[word], (all, _) => [.. all, Damage(all[^1])]);
            var repaired = Repaired(stages[^1]);
            Assert.True(repaired is null || stages.Contains(repaired), $"{stages[^1]}: {repaired}");
            seen++;
            found += repaired == word ? 1 : 0;
        }
        Assert.True(found >= shareMin * seen, $"{found} of {seen}");
    }

    [Fact]
    public void The_quick_look_never_misses_damage()
    {
        foreach (var word in Words.Where(word => !Ascii.IsValid(word)))
        {
            Assert.True(Mojibake.MayHold(Encoding.UTF8.GetBytes(Damage(word))));
        }
    }

    static string Damage(string text) => Encoding.GetEncoding(1252).GetString(Encoding.UTF8.GetBytes(text));

    static string? Repaired(string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var output = new byte[value.Length];
        var isDamaged = Mojibake.TryRepair(value, output, out var length);
        Assert.Equal(isDamaged, Mojibake.IsDamaged(value));
        return isDamaged ? Encoding.UTF8.GetString(output, 0, length) : null;
    }
}

using System.Text;
using Etl.Formats.Encodings;
using Etl.Formats.Encodings.Detection;
using Etl.Testing.Encodings;

namespace Etl.Formats.Tests.Encodings.Detection;

public sealed class EncodingDetectorTests
{
    /// <summary>A slice of the trial <c>encodings</c>: the first files of every language, of 20 rows, the fewest that are promised.</summary>
    const int FilesPerEncoding = 12;

    public static TheoryData<string> Encodings => [.. ContactFiles.Encodings];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Contact_files_of_unknown_words_are_read_as_they_were_written(string encoding)
    {
        for (var number = 0; number < FilesPerEncoding; number++)
        {
            var file = ContactFiles.Make(encoding, number);
            var guess = EncodingDetector.Detect(file.Bytes, isWhole: true);
            Assert.True(IsRight(guess.Name, file.Bytes, file.Text), $"{encoding}, {file.Language}: {guess.Name}");
            Assert.False(guess.IsDoubtful);
        }
    }

    [Fact]
    public void The_words_of_generated_files_are_not_those_of_the_model()
    {
        foreach (var words in LanguageWords.Load())
        {
            var known = words.Words.ToHashSet(StringComparer.Ordinal);
            var own = ContactWords.All.Where(other => other.Language == words.Language);
            Assert.DoesNotContain(own.SelectMany(other => other.Columns).SelectMany(values => values), known.Contains);
        }
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("windows-1250")]
    [InlineData("windows-1257")]
    [InlineData("macintosh")]
    [InlineData("gb18030")]
    [InlineData("shift_jis")]
    public void A_few_words_are_read_right_or_not_taken_for_sure(string name)
    {
        for (var number = 0; number < 30; number++)
        {
            var file = ContactFiles.Make(name, number);
            var lines = file.Text.Split('\n').Where(line => !Ascii.IsValid(line)).Take(1 + number % 3);
            var text = string.Join('\n', lines) + "\n";
            var bytes = EncodingCatalog.Find(name).GetBytes(text);
            var guess = EncodingDetector.Detect(bytes, isWhole: true);
            Assert.True(IsRight(guess.Name, bytes, text) || guess.Confidence <= 0.9, $"{guess.Name}: {text}");
        }
    }

    [Theory]
    [InlineData("x-mac-greek", "el")]
    [InlineData("dos-720", "ar")]
    [InlineData("iso-8859-6", "ar")]
    [InlineData("x-mac-turkish", "tr")]
    [InlineData("iso-8859-4", "lv")]
    [InlineData("johab", "ko")]
    public void Encodings_that_are_not_tried_are_doubtful(string name, string language)
    {
        var home = ContactWords.All.Single(words => words.Language == language).Encodings[0];
        for (var number = 0; number < 12; number++)
        {
            var file = ContactFiles.Make(home, number);
            if (file.Language == language)
            {
                Assert.True(EncodingDetector.Detect(EncodingCatalog.Find(name).GetBytes(file.Text), true).IsDoubtful);
            }
        }
    }

    [Fact]
    public void A_plain_head_is_judged_by_what_stands_behind_it()
    {
        var head = "name,city\nAnn,Paris\n"u8.ToArray();
        var file = ContactFiles.Make("windows-1250", 0);
        Assert.Equal("utf-8", EncodingDetector.Detect(head, isWhole: false).Name);
        Assert.Equal("utf-8", EncodingDetector.Detect(head, isWhole: false, () => [head, head]).Name);
        // A piece starts and ends anywhere.
        var found = EncodingDetector.Detect(head, isWhole: false, () => [head, file.Bytes[7..^9]]);
        Assert.True(IsRight(found.Name, file.Bytes, file.Text), found.Name);
        Assert.Equal("utf-8", EncodingDetector.Detect(head, false, () => [Encoding.UTF8.GetBytes(file.Text)]).Name);
    }

    [Fact]
    public void A_sample_that_ends_inside_a_character_or_a_line_is_no_damage()
    {
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Zoë,Jürgen;", 100)));
        Assert.Equal((byte)0xC3, line[2]);
        Assert.Equal("utf-8", EncodingDetector.Detect(line.AsSpan(0, line.Length - 8), isWhole: false).Name);
        Assert.Equal("utf-8", EncodingDetector.Detect("a,b\n"u8, false, () => [line[3..^8]]).Name);
        Assert.Equal("utf-8", EncodingDetector.Detect([.. "name\nZoë\n"u8, .. line[..3]], isWhole: false).Name);
    }

    [Fact]
    public void Pieces_are_not_read_when_the_head_says_it()
    {
        IReadOnlyList<byte[]> Refuse() => throw new InvalidOperationException("read");
        Assert.Equal("utf-8", EncodingDetector.Detect("name\nJosé\n"u8, false, Refuse).Name);
        Assert.Equal("utf-8", EncodingDetector.Detect("\uFEFFname\n"u8, false, Refuse).Name);
        Assert.Equal("utf-8", EncodingDetector.Detect("name\nAnn\n"u8, true, Refuse).Name);
    }

    [Fact]
    public void Damage_in_utf_8_stays_damage()
    {
        byte[] damaged = [.. "name\nJosé\nÅsa\nZoë\n"u8, 0xC3, (byte)'\n', .. "Jür"u8, 0xFF, (byte)'\n'];
        Assert.Equal("utf-8", EncodingDetector.Detect(damaged, isWhole: true).Name);
    }

    [Theory]
    [InlineData(1, 0, false)] // tiny: nothing proves UTF-8
    [InlineData(10, 0, false)]
    [InlineData(500, 0, false)]
    [InlineData(20_000, 0, true)] // one line of twenty thousand is rejected without asking
    [InlineData(10, 1, false)] // one line each way
    [InlineData(10, 3, false)]
    [InlineData(10, 4, true)]
    [InlineData(20_000, 100, true)]
    public void Odd_bytes_are_damage_where_the_text_is_proven_to_be_utf_8(int plain, int valid, bool isDamage)
    {
        foreach (
            var odd in (byte[][])
                [
                    [.. "caf"u8, 0xE9],
                    [0x98, 0xFF, 0x81],
                    [.. "Jos"u8, 0xC3],
                    [.. "x "u8, 0x96, .. " y"u8],
                ]
        )
        {
            byte[] lines =
            [
                .. Encoding.UTF8.GetBytes("Name,City\n"),
                .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Ann Lee,Paris\n", plain))),
                .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("José,Düsseldorf\n", valid))),
                .. odd,
                (byte)'\n',
            ];
            var guess = EncodingDetector.Detect(lines, isWhole: true);
            Assert.Equal((isDamage, !isDamage), (guess.Name == "utf-8" && !guess.IsDoubtful, guess.IsDoubtful));
            Assert.True(isDamage || guess.Candidates.Count > 1);
            Assert.True(
                valid == 0 || guess.Candidates.Count == 0 || guess.Candidates.Any(each => each.Name == "utf-8")
            );
        }
    }

    [Fact]
    public void Odd_bytes_in_the_tail_are_judged_with_the_head()
    {
        var plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Ann Lee,Paris\n", 20)));
        byte[] odd = [.. plain, .. "caf"u8, 0xE9, .. "\nAnn"u8];
        byte[] proven = [.. plain, .. "José\nZoë\nÅsa\nJörg\n"u8];
        Assert.True(EncodingDetector.Detect(plain, false, () => [plain, odd]).IsDoubtful);
        Assert.Equal("utf-8", EncodingDetector.Detect(plain, false, () => [proven, odd]).Name);
        Assert.Equal(0.8, EncodingDetector.Detect(plain, false, () => [proven, odd]).Confidence);
        // A head with one odd byte is no reason to look no further.
        var file = ContactFiles.Make("windows-1250", 0);
        byte[] head = [.. plain, .. "caf"u8, 0x8E, (byte)'\n'];
        var found = EncodingDetector.Detect(head, false, () => [file.Bytes]);
        Assert.True(IsRight(found.Name, file.Bytes, file.Text), found.Name);
        // What is behind the samples is not known.
        Assert.InRange(EncodingDetector.Detect(plain, false, () => [plain]).Confidence, 0.8, 0.9);
    }

    [Fact]
    public void Characters_that_pass_for_utf_8_by_chance_prove_nothing()
    {
        var gb18030 = EncodingCatalog.Find("gb18030");
        var text = "name,gender\nAnn,女\nBob,男\nEve,女\nZoe,女\nJoe,男\nIda,女\n";
        var guess = EncodingDetector.Detect(gb18030.GetBytes(text), isWhole: true);
        Assert.True(guess.Name == "gb18030" || guess.IsDoubtful, $"{guess.Name} {guess.Confidence}");
        Assert.NotEqual("utf-8", guess.Name);
    }

    [Fact]
    public void Only_a_text_that_was_looked_at_whole_is_surely_utf_8()
    {
        Assert.Equal(1, EncodingDetector.Detect("name\nJosé\n"u8, isWhole: true).Confidence);
        Assert.Equal(1, EncodingDetector.Detect("name\nAnn\n"u8, isWhole: true).Confidence);
        Assert.Equal(1, EncodingDetector.Detect("\uFEFFname\nAnn\n"u8, isWhole: false).Confidence);
        var sampled = EncodingDetector.Detect("name\nJosé\n"u8, isWhole: false);
        Assert.Equal(0.99, sampled.Confidence);
        Assert.Contains("the first 11 bytes are valid UTF-8", sampled.Evidence[0], StringComparison.Ordinal);
        Assert.Contains("the rest was not looked at", sampled.Evidence[0], StringComparison.Ordinal);
        var plain = EncodingDetector.Detect("name\nAnn\n"u8, isWhole: false, () => ["Bob\n"u8.ToArray()]);
        Assert.Equal(0.9, plain.Confidence);
        Assert.Contains("the first 9 bytes and 4 from behind them", plain.Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_byte_does_not_hide_an_encoding()
    {
        var file = ContactFiles.Make("gb18030", 2);
        byte[] bytes = [.. file.Bytes, .. "x,"u8, 0xFF, (byte)'\n'];
        var guess = EncodingDetector.Detect(bytes, isWhole: true);
        Assert.Equal("gb18030", guess.Name);
        Assert.False(guess.IsDoubtful);
    }

    [Fact]
    public void Utf_16_of_chinese_without_a_mark_is_found_by_few_zero_bytes()
    {
        var text =
            "姓名,地址\n"
            + string.Concat(Enumerable.Repeat("张上海上海,上海市浦东新区张江高科技园区碧波路六九零号二号楼\n", 30));
        Assert.Equal("utf-16", EncodingDetector.Detect(Encoding.Unicode.GetBytes(text), true).Name);
        Assert.Equal("utf-16BE", EncodingDetector.Detect(Encoding.BigEndianUnicode.GetBytes(text), true).Name);
        var damaged = Encoding.UTF8.GetBytes(text.Replace("张", "张\0", StringComparison.Ordinal));
        Assert.Equal("utf-8", EncodingDetector.Detect(damaged, true).Name);
    }

    [Fact]
    public void Candidates_read_different_texts_and_share_the_doubt()
    {
        var bytes = EncodingCatalog.Find("windows-1254").GetBytes("Nõmme\nNõmme\nNõmme\n");
        var guess = EncodingDetector.Detect(bytes, isWhole: true);
        Assert.Equal(guess.Candidates.Count, guess.Candidates.DistinctBy(candidate => candidate.Lines[0]).Count());
        Assert.InRange(guess.Candidates.Sum(candidate => candidate.Confidence), 0.9, 1.01);
        Assert.Equal(guess.Name, guess.Candidates[0].Name);
        Assert.True(guess.Candidates.Count > 1);
    }

    [Fact]
    public void The_first_candidate_is_the_likeliest()
    {
        foreach (var name in new[] { "dos-720", "iso-8859-6", "iso-8859-4", "johab" })
        {
            for (var number = 0; number < 12; number++)
            {
                var text = ContactFiles.Make("utf-8", number).Text;
                var guess = EncodingDetector.Detect(EncodingCatalog.Find(name).GetBytes(text), isWhole: true);
                var most = guess.Candidates.Select(candidate => candidate.Confidence).DefaultIfEmpty().Max();
                Assert.Equal(guess.Candidates.Count > 0 ? guess.Candidates[0].Confidence : 0, most);
            }
        }
    }

    [Theory]
    [InlineData("氏名,電話\n山田太郎,03\n", true)]
    [InlineData("氏名,\u001B[31mred\u001B[0m\n", true)]
    [InlineData("plain,\u001B[31mred\u001B[0m,\u001B$B\n", false)]
    [InlineData("a,\u001B$Babc\u001B(B\n", false)] // half a pair
    public void Escape_sequences_of_japanese_say_the_encoding(string text, bool isJapanese)
    {
        var bytes = isJapanese ? EncodingCatalog.Find("iso-2022-jp").GetBytes(text) : Encoding.ASCII.GetBytes(text);
        Assert.Equal(isJapanese ? "iso-2022-jp" : "utf-8", EncodingDetector.Detect(bytes, isWhole: true).Name);
        byte[] head = [.. "name,city\n"u8];
        Assert.Equal(
            isJapanese ? "iso-2022-jp" : "utf-8",
            EncodingDetector.Detect(head, isWhole: false, () => [bytes]).Name
        );
    }

    [Theory]
    [InlineData("Société;Ville\nCœur & Fils;Orléans\nSœurs Réunies;Béziers\nŒuvrard;Sète\n")]
    [InlineData("Etunimi;Sukunimi\nŽeljko;Šari\nPäivi;Mäkelä\nJörg;Hämäläinen\n")]
    [InlineData("Eesnimi;Perenimi\nPriit;Žukov\nÜlle;Šokolaad\nJüri;Mäe\nÕnne;Põld\n")]
    public void Letters_that_windows_has_elsewhere_name_iso_8859_15(string text)
    {
        var guess = EncodingDetector.Detect(EncodingCatalog.Find("iso-8859-15").GetBytes(text), isWhole: true);
        Assert.Equal("iso-8859-15", guess.Name);
        Assert.InRange(guess.Confidence, 0.3, 0.85);
    }

    [Theory]
    [InlineData("Nom;Note\nHélène d´Arc;1½ l\nJérôme;¼l ¾kg\nFrançois;2¼ Std\n")]
    [InlineData("Name;Betrag\nJörg;´so´\nBjörn;½ l\nGünther;¨\n")]
    public void Fractions_and_accents_by_themselves_do_not(string text) =>
        Assert.Equal("windows-1252", EncodingDetector.Detect(Encoding.Latin1.GetBytes(text), isWhole: true).Name);

    [Theory]
    [InlineData("Prénom;Montant\nHélène;12,50 €\nBenoît;\n", "iso-8859-15")]
    [InlineData("Prénom;Solde\nHélène;€ 5\nJérôme;€5\n", "iso-8859-15")]
    [InlineData("Prénom;Note\nHélène;¤\nJérôme;5\n", "windows-1252")]
    public void The_euro_sign_of_unix_is_told_by_amounts(string text, string name)
    {
        var bytes = EncodingCatalog.Find("iso-8859-15").GetBytes(text.Replace('¤', '€'));
        var guess = EncodingDetector.Detect(bytes, isWhole: true);
        Assert.Equal(name, guess.Name);
        Assert.True(name == "windows-1252" || guess.Confidence <= 0.75);
    }

    [Fact]
    public void A_byte_that_only_windows_has_speaks_against_the_euro_sign_of_unix()
    {
        var bytes = Encoding.Latin1.GetBytes("Prénom;Solde\nHélène;5 ¤\nJérôme d\u0092Arc;5\n");
        Assert.Equal("windows-1252", EncodingDetector.Detect(bytes, isWhole: true).Name);
    }

    static bool IsRight(string name, byte[] bytes, string text) =>
        EncodingCatalog.Find(name).GetString(bytes).Equals(text, StringComparison.Ordinal);
}

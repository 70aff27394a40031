using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Names;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization.Names;

public sealed class NameSplitTests
{
    const int Seed = 20_261_122;
    const string Whole = "?";
    const string Company = "company";
    const string Several = "several";

    static readonly NamePart[] order =
    [
        NamePart.First,
        NamePart.Middle,
        NamePart.Last,
        NamePart.Prefix,
        NamePart.Suffix,
        NamePart.Nickname,
    ];

    static readonly (string Name, string Parts)[] samples = Read();

    public static TheoryData<string, string> Samples => [.. samples];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_name_has_its_parts(string name, string parts) => Assert.Equal(parts, Split(name));

    [Fact]
    public void There_are_many_samples() => Assert.True(samples.Length >= 300, $"{samples.Length}");

    [Fact]
    public void No_letter_is_lost_or_added()
    {
        foreach (var (name, _) in samples)
        {
            if (Split(name) is not (Whole or Company or Several) and var parts)
            {
                Assert.Equal((name, Letters(name)), (name, Letters(parts)));
            }
        }
    }

    [Fact]
    public void Random_words_keep_their_letters_and_never_fail()
    {
        var words = samples.SelectMany(sample => sample.Name.Split(' ')).Distinct(StringComparer.Ordinal).ToArray();
        string[] joints = [" ", " ", " ", ", ", "-", " (", ") ", " \"", "\" ", "·", "　", "'"];
        var random = new Random(Seed);
        for (var round = 0; round < 50_000; round++)
        {
            var name = words[random.Next(words.Length)];
            for (var count = random.Next(0, 6); count > 0; count--)
            {
                name += joints[random.Next(joints.Length)] + words[random.Next(words.Length)];
            }
            if (Split(name) is not (Whole or Company or Several) and var parts)
            {
                Assert.Equal((name, Letters(name)), (name, Letters(parts)));
            }
        }
    }

    [Fact]
    public void Parts_are_placed_in_empty_fields_and_the_whole_stays()
    {
        string[] fields = ["full_name", .. FullNameNormalizer.Targets];
        var batch = CleaningBench.Batch(
            new BatchLayout([
                .. fields.Select(
                    (field, index) =>
                        new ColumnPlan(
                            field,
                            index == 0 || field == "company" ? index : -1,
                            ContactFields.Find(field),
                            "name"
                        )
                ),
            ]),
            Row("Dr. ANN LEE"),
            Row("Dr. Ann B. \"Annie\" van der LEE Jr."),
            Row("Acme Inc."),
            Row("Globex Ltd", "", "", "", "", "", "", "Mine"),
            Row("Cher")
        );
        CleaningBench.Run(batch);
        Assert.Equal("Dr. ANN LEE|Dr.|Ann||Lee|||", Text(0));
        Assert.Equal("Dr. Ann B. \"Annie\" van der LEE Jr.|Dr.|Ann|B.|van der LEE|Jr.|Annie|", Text(1));
        Assert.Equal("Acme Inc.|||||||Acme Inc.", Text(2));
        Assert.Equal("Globex Ltd|||||||Mine", Text(3));
        Assert.Equal("Cher|||||||", Text(4));
        Assert.Equal((2, 1), (CountOf("NAME_SPLIT"), CountOf("NAME_IS_COMPANY")));

        long CountOf(string code) =>
            batch.Counts.Entries.Where(entry => entry.Code.Name == code).Sum(entry => entry.Count);

        string Text(int row) =>
            string.Join(
                '|',
                Enumerable.Range(0, fields.Length).Select(column => Encoding.UTF8.GetString(batch.Value(row, column)))
            );

        byte[][] Row(params string[] values) =>
            [
                .. Enumerable
                    .Range(0, fields.Length)
                    .Select(index => Encoding.UTF8.GetBytes(values.ElementAtOrDefault(index) ?? "")),
            ];
    }

    [Fact]
    public void A_split_is_explained_once_for_each_name_and_each_part()
    {
        var batch = new RecordBatch(256) { Explanations = new BatchExplanations() };
        batch.Reset(
            new BatchLayout([
                new ColumnPlan("Name", 0, ContactFields.Find("full_name"), "name"),
                new ColumnPlan("first_name", -1, ContactFields.Find("first_name"), "derived"),
                new ColumnPlan("last_name", -1, ContactFields.Find("last_name"), "derived"),
            ]),
            0
        );
        batch.AddRow(default).Clear();
        batch.Replace(0, 0, "Ann Lee"u8);
        CleaningBench.Run(batch);
        Assert.Equal(
            [(0, "NAME_SPLIT"), (1, "PART_PLACED"), (2, "PART_PLACED")],
            batch
                .Explanations.All.OrderBy(explanation => explanation.Column)
                .Select(explanation => (explanation.Column, explanation.Code.Name))
        );
        Assert.Equal(3, batch.Counts.Entries.Sum(entry => entry.Count));
    }

    [Fact]
    public void A_name_is_not_split_when_a_column_feeds_its_parts()
    {
        var batch = CleaningBench.Batch(
            ["full_name", "first_name", "last_name", "nickname"],
            [
                ["William \"Bill\" Clinton"u8.ToArray(), [], [], []],
            ]
        );
        CleaningBench.Run(batch);
        Assert.True(batch.Cell(0, 1).IsEmpty && batch.Cell(0, 3).IsEmpty);
    }

    [Theory]
    [InlineData("Acme Inc", "", "", "Acme Inc", "NAME_IS_COMPANY PART_PLACED")]
    [InlineData("Acme Inc", " ", "", "Acme Inc", "NAME_IS_COMPANY PART_PLACED")]
    [InlineData("Acme Inc", "Ann", "Lee", "", "")]
    [InlineData("Acme Inc", "", "Lee", "", "")]
    [InlineData("Ann Lee", "", "", "", "")]
    [InlineData("John and Jane Smith", "", "", "", "")]
    public void An_organization_beside_empty_columns_of_a_persons_name_is_the_company(
        string name,
        string first,
        string last,
        string company,
        string codes
    )
    {
        var batch = CleaningBench.Batch(
            new BatchLayout([
                new ColumnPlan("Name", 0, ContactFields.Find("full_name"), "name"),
                new ColumnPlan("First", 1, ContactFields.Find("first_name"), "name"),
                new ColumnPlan("Last", 2, ContactFields.Find("last_name"), "name"),
                new ColumnPlan("company", -1, ContactFields.Find("company"), "derived"),
            ]),
            [Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(last), []]
        );
        CleaningBench.Run(batch);
        Assert.Equal(company, Text(batch, "company"));
        var counted = batch.Counts.Entries.Select(entry => entry.Code.Name).Where(code => code != "TEXT_TRIMMED");
        Assert.Equal(codes, string.Join(' ', counted.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_column_for_companies_is_added_where_such_a_record_is_among_the_first()
    {
        foreach (var (first, expected) in new[] { ("", "company"), ("Ann", "") })
        {
            var sample = CleaningBench.Batch(
                ["full_name", "first_name", "last_name"],
                ["Acme Inc"u8.ToArray(), Encoding.UTF8.GetBytes(first), []]
            );
            Assert.Equal(
                expected,
                string.Join(' ', DerivedColumns.Find(sample.Layout, sample, null).Select(field => field.Name))
            );
            Assert.Equal("company", Assert.Single(DerivedColumns.FindAll(sample.Layout)).Name);
        }
    }

    [Fact]
    public void A_name_of_several_people_is_counted_and_kept()
    {
        var batch = Record("John and Jane Smith", "");
        Assert.Equal("|", $"{Text(batch, "first_name")}|{Text(batch, "last_name")}");
        Assert.Equal("NAME_OF_SEVERAL", Assert.Single(batch.Counts.Entries).Code.Name);
    }

    [Fact]
    public void A_sample_asks_for_the_fields_of_its_parts()
    {
        Assert.Equal(0b1010, FullNameNormalizer.Need("Ann Lee"u8));
        Assert.Equal(0b1111, FullNameNormalizer.Need("Dr. Ann B. Lee"u8));
        Assert.Equal(0b11_1010, FullNameNormalizer.Need("Ann (Annie) Lee Jr."u8));
        Assert.Equal(0b100_0000, FullNameNormalizer.Need("Acme Inc."u8));
        Assert.Equal(0, FullNameNormalizer.Need("Cher"u8));
        Assert.Equal(0, FullNameNormalizer.Need(Encoding.UTF8.GetBytes(new string('a', 300))));
    }

    [Theory]
    [InlineData("Nagy Péter", "HU", "Péter|Nagy")]
    [InlineData("Szabados Péter", "HU", "Péter|Szabados")]
    [InlineData("Szabados Péter", "Hungary", "Péter|Szabados")]
    [InlineData("Tóth-Kovács Kata", "HU", "Kata|Tóth-Kovács")]
    [InlineData("Nagy Kincsem", "HU", "Kincsem|Nagy")]
    [InlineData("Péter Szabados", "HU", "Péter|Szabados")]
    [InlineData("Balázs Péter", "HU", "|")]
    [InlineData("Kincsem Szabados", "HU", "|")]
    [InlineData("Kiss Nagy Éva", "HU", "Éva|Kiss Nagy")]
    [InlineData("Nagy Kis János", "HU", "János|Nagy Kis")]
    [InlineData("Nagyné Kiss Éva", "HU", "Éva|Nagyné Kiss")]
    [InlineData("Kovácsné Nagy Ilona", "HU", "Ilona|Kovácsné Nagy")]
    [InlineData("Dr. Szabadosné Kiss Éva", "HU", "Éva|Szabadosné Kiss")]
    [InlineData("Nagy Jánosné Kiss Éva", "HU", "Éva|Nagy Jánosné Kiss")]
    [InlineData("Kiss Szabados Éva", "HU", "|")]
    [InlineData("Péter Kiss Nagy", "HU", "Péter|Kiss Nagy")]
    [InlineData("René Kiss", "HU", "René|Kiss")]
    [InlineData("Szabados Péter", "SK", "Szabados|Péter")]
    [InlineData("Szabados Péter", "", "Szabados|Péter")]
    public void Names_of_hungary_are_told_by_known_names_or_stay_whole(string name, string country, string parts)
    {
        var batch = Record(name, country);
        Assert.Equal(parts, $"{Text(batch, "first_name")}|{Text(batch, "last_name")}");
        Assert.Equal(parts.Length > 1, batch.Counts.Entries.Any(entry => entry.Code == Codes.PartPlaced));
    }

    [Theory]
    [InlineData("M. Jean Dupont", "FR", "", "M.|Jean||Dupont")]
    [InlineData("M. Dupont", "Belgique", "", "M.|||Dupont")]
    [InlineData("Dupont, M. Jean", "LU", "", "M.|Jean||Dupont")]
    [InlineData("M. Jean Tremblay", "CA", "Québec", "M.|Jean||Tremblay")]
    [InlineData("M. Night Shyamalan", "CA", "ON", "|M.|Night|Shyamalan")]
    [InlineData("M. Night Shyamalan", "CA", "", "|M.|Night|Shyamalan")]
    [InlineData("M. Night Shyamalan", "US", "", "|M.|Night|Shyamalan")]
    [InlineData("Me Jean Dupont", "FR", "", "Me|Jean||Dupont")]
    [InlineData("Me Dupont", "BE", "", "Me|||Dupont")]
    [InlineData("Me Jean Dupont", "CH", "", "Me|Jean||Dupont")]
    [InlineData("RA Hans Müller", "DE", "", "RA|Hans||Müller")]
    [InlineData("RA Hans Müller", "US", "", "|RA|Hans|Müller")]
    [InlineData("Mehmet Demir Bey", "TR", "", "Bey|Mehmet||Demir")]
    [InlineData("Mehmet Demir Bey", "US", "", "|Mehmet|Demir|Bey")]
    [InlineData("D. Juan Pérez", "ES", "", "D.|Juan||Pérez")]
    [InlineData("Sawicka Anna", "PL", "", "|Anna||Sawicka")]
    [InlineData("Öztürk Mehmet", "TR", "", "|Mehmet||Öztürk")]
    [InlineData("Yıldızoğlu Ayşe", "TR", "", "|Ayşe||Yıldızoğlu")]
    [InlineData("Mehmet Öztürk", "TR", "", "|Mehmet||Öztürk")]
    [InlineData("Yılmaz Mehmet", "TR", "", "|Yılmaz||Mehmet")]
    [InlineData("LOPEZ OBRADOR ANDRES MANUEL", "MX", "", "|Andres|Manuel|Lopez Obrador")]
    [InlineData("José Luis Rodríguez Zapatero", "ES", "", "|José|Luis|Rodríguez Zapatero")]
    [InlineData("Pedro García-Márquez López", "MX", "", "|Pedro||García-Márquez López")]
    [InlineData("Pedro Foo-Bar López", "Argentina", "", "|Pedro||Foo-Bar López")]
    [InlineData("Pedro García-Foo Bar", "ES", "", "|Pedro||García-Foo Bar")]
    [InlineData("Ana María-José López", "ES", "", "|Ana|María-José|López")]
    [InlineData("Pedro Foo-Bar López", "US", "", "|Pedro|Foo-Bar|López")]
    [InlineData("D. Pérez", "ES", "", "|D.||Pérez")]
    [InlineData("D. Juan Pérez", "MX", "", "|D.|Juan|Pérez")]
    [InlineData("Yamada Taro", "JP", "", "|Taro||Yamada")]
    [InlineData("Yamada Foo", "Japan", "", "|Foo||Yamada")]
    [InlineData("Foo Yamada", "JP", "", "|Foo||Yamada")]
    [InlineData("Foo Bar", "JP", "", "|||")]
    [InlineData("YAMADA Foo", "JP", "", "|Foo||Yamada")]
    [InlineData("Emma Baker", "JP", "", "|Emma||Baker")]
    [InlineData("Yamada Mori", "JP", "", "|||")]
    [InlineData("Kim Minjun", "KR", "", "|Minjun||Kim")]
    [InlineData("Minjun Kim", "KR", "", "|Minjun||Kim")]
    [InlineData("Kim Geon Hui", "Korea", "", "|Geon Hui||Kim")]
    [InlineData("Kim Lee", "KR", "", "|||")]
    [InlineData("John Smith", "KR", "", "|John||Smith")]
    [InlineData("Le Quang", "VN", "", "|Quang||Le")]
    [InlineData("Le Van Dung", "VN", "", "|Dung|Van|Le")]
    [InlineData("Do Van An", "VN", "", "|An|Van|Do")]
    [InlineData("Nguyen Van Ha", "VN", "", "|Ha|Van|Nguyen")]
    [InlineData("An Nguyen", "VN", "", "|An||Nguyen")]
    [InlineData("Van An Nguyen", "VN", "", "|Van|An|Nguyen")]
    [InlineData("Le Mai", "VN", "", "|||")]
    [InlineData("Wellington Brandt Junior", "BR", "", "|Wellington||Brandt Junior")]
    public void A_country_says_what_a_word_of_a_name_is(string name, string country, string state, string parts)
    {
        var batch = Record(name, country, state);
        Assert.Equal(
            parts,
            string.Join(
                '|',
                new[] { "name_prefix", "first_name", "middle_name", "last_name" }.Select(field => Text(batch, field))
            )
        );
    }

    [Theory]
    [InlineData("PT Astra", "ID", "PT Astra")]
    [InlineData("PT Astra", "US", "")]
    [InlineData("Sony K.K.", "JP", "Sony K.K.")]
    [InlineData("Sony K.K.", "IN", "")]
    [InlineData("Aceros S.L.", "ES", "Aceros S.L.")]
    [InlineData("Petrov S.L.", "BG", "")]
    public void A_country_says_what_is_a_legal_form(string name, string country, string company) =>
        Assert.Equal(company, Text(Record(name, country), "company"));

    [Fact]
    public void A_sample_asks_for_the_fields_of_its_parts_by_its_country()
    {
        Assert.Equal(0b1011, FullNameNormalizer.Need("M. Jean Dupont"u8, "France"u8, default));
        Assert.Equal(0b1011, FullNameNormalizer.Need("M. Jean Dupont"u8, default, "FR"u8));
        Assert.Equal(0b1110, FullNameNormalizer.Need("M. Jean Dupont"u8, "US"u8, "FR"u8));
    }

    static RecordBatch Record(string name, string country, string state = "")
    {
        string[] inputs = ["full_name", "country", "state"];
        var batch = CleaningBench.Batch(
            new BatchLayout([
                .. inputs
                    .Concat(FullNameNormalizer.Targets)
                    .Select(
                        (field, index) =>
                            new ColumnPlan(
                                field,
                                index < inputs.Length ? index : -1,
                                ContactFields.Find(field),
                                index < inputs.Length ? "name" : MappingSources.Derived
                            )
                    ),
            ]),
            [
                .. new[] { name, country, state }
                    .Concat(FullNameNormalizer.Targets.Select(_ => ""))
                    .Select(Encoding.UTF8.GetBytes),
            ]
        );
        CleaningBench.Run(batch);
        return batch;
    }

    static string Text(RecordBatch batch, string field) =>
        Encoding.UTF8.GetString(batch.Value(0, batch.Layout.ColumnOf(field)));

    static string Split(string name)
    {
        var value = Encoding.UTF8.GetBytes(name);
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        Span<byte> part = new byte[value.Length + 1];
        var split = new NameSplit(value, tokens);
        switch (NameSplitter.Split(ref split))
        {
            case NameKind.Organization:
                return Company;
            case NameKind.Several:
                return Several;
            case NameKind.Unknown:
                return Whole;
        }
        var texts = new List<string>();
        foreach (var each in order)
        {
            texts.Add(Encoding.UTF8.GetString(part[..split.Write(each, part)]));
        }
        return string.Join('|', texts).TrimEnd('|');
    }

    static string Letters(string text) => string.Concat(text.Where(char.IsLetter).Order());

    static (string Name, string Parts)[] Read()
    {
        using var stream = typeof(NameSplitTests).Assembly.GetManifestResourceStream("names.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Contains(" = ", StringComparison.Ordinal) && !line.StartsWith('#'))
                .Select(line => line.Split(" = "))
                .Select(pair => (pair[0], pair[1])),
        ];
    }
}

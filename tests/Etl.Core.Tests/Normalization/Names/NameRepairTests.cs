using System.Text;

namespace Etl.Core.Tests.Normalization.Names;

public sealed class NameRepairTests
{
    const int Seed = 20_261_122;
    const string Repaired = "NAME_CASE_REPAIRED";

    [Theory]
    [InlineData("last_name", "SMITH", "Smith")]
    [InlineData("last_name", "smith", "Smith")]
    [InlineData("last_name", "MCDONALD", "McDonald")]
    [InlineData("last_name", "mcdonald", "McDonald")]
    [InlineData("last_name", "MCGEE", "McGee")]
    [InlineData("last_name", "MACDONALD", "MacDonald")]
    [InlineData("last_name", "macarthur", "MacArthur")]
    [InlineData("last_name", "MACY", "Macy")]
    [InlineData("last_name", "MACHADO", "Machado")]
    [InlineData("last_name", "MACK", "Mack")]
    [InlineData("first_name", "MACKENZIE", "Mackenzie")]
    [InlineData("full_name", "MACKENZIE DAVIS", "Mackenzie Davis")]
    [InlineData("last_name", "MACKENZIE", "Mackenzie")]
    [InlineData("last_name", "MACAULAY", "Macaulay")]
    [InlineData("last_name", "MACEY", "Macey")]
    [InlineData("last_name", "MACIEL", "Maciel")]
    [InlineData("last_name", "MACRON", "Macron")]
    [InlineData("last_name", "MACGREGOR", "MacGregor")]
    [InlineData("last_name", "O'BRIEN", "O'Brien")]
    [InlineData("last_name", "o'brien", "O'Brien")]
    [InlineData("last_name", "O’NEILL", "O’Neill")]
    [InlineData("last_name", "D'ANGELO", "D'Angelo")]
    [InlineData("last_name", "L'HEUREUX", "L'Heureux")]
    [InlineData("last_name", "DELL'ACQUA", "Dell'Acqua")]
    [InlineData("last_name", "DE LA CRUZ", "de la Cruz")]
    [InlineData("last_name", "VAN DER BERG", "van der Berg")]
    [InlineData("last_name", "VON DER LEYEN", "von der Leyen")]
    [InlineData("last_name", "da silva", "da Silva")]
    [InlineData("last_name", "DOS SANTOS", "dos Santos")]
    [InlineData("last_name", "LE GOFF", "Le Goff")]
    [InlineData("last_name", "DI CAPRIO", "Di Caprio")]
    [InlineData("last_name", "SMITH-JONES", "Smith-Jones")]
    [InlineData("last_name", "garcía márquez", "García Márquez")]
    [InlineData("last_name", "MÜLLER", "Müller")]
    [InlineData("last_name", "ÖBERG", "Öberg")]
    [InlineData("last_name", "ПЕТРОВ", "Петров")]
    [InlineData("last_name", "иванова-смирнова", "Иванова-Смирнова")]
    [InlineData("last_name", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Παπαδοπουλος")]
    [InlineData("last_name", "IJSBRAND", "IJsbrand")]
    [InlineData("last_name", "AL-RASHID", "Al-Rashid")]
    [InlineData("last_name", "NG", "Ng")]
    [InlineData("last_name", "LI", "Li")]
    [InlineData("first_name", "ANN", "Ann")]
    [InlineData("first_name", "ann", "Ann")]
    [InlineData("first_name", "MARY ANN", "Mary Ann")]
    [InlineData("first_name", "JEAN-PIERRE", "Jean-Pierre")]
    [InlineData("first_name", "VAN", "Van")]
    [InlineData("first_name", "j.r.r.", "J.R.R.")]
    [InlineData("last_name", "SMITH III", "Smith III")]
    [InlineData("last_name", "ST JOHN", "St John")]
    [InlineData("name_prefix", "MR", "Mr")]
    [InlineData("name_prefix", "PROF. DR. MED.", "Prof. Dr. med.")]
    [InlineData("name_suffix", "msc", "MSc")]
    [InlineData("first_name", "AL", "Al")]
    [InlineData("first_name", "TY", "Ty")]
    [InlineData("first_name", "NG", "Ng")]
    [InlineData("last_name", "SRB", "Srb")]
    [InlineData("name_prefix", "DR.", "Dr.")]
    [InlineData("name_suffix", "JR.", "Jr.")]
    [InlineData("name_suffix", "iii", "III")]
    public void Names_of_one_case_are_written_as_names_are(string field, string value, string expected) =>
        CleaningBench.Expect(field, value, expected, Repaired);

    [Theory]
    [InlineData("JOHN MCDONALD", "John McDonald")]
    [InlineData("KLAUS WEBER SEN.", "Klaus Weber Sen.")]
    [InlineData("LADY DIANA SPENCER", "Lady Diana Spencer")]
    [InlineData("KARL VON UND ZU GUTTENBERG", "Karl von und zu Guttenberg")]
    [InlineData("MARIA DE LA CRUZ", "Maria de la Cruz")]
    [InlineData("VAN MORRISON", "Van Morrison")]
    [InlineData("JJ ABRAMS", "JJ Abrams")]
    [InlineData("JRR TOLKIEN", "JRR Tolkien")]
    [InlineData("AJ SMITH", "AJ Smith")]
    [InlineData("AL SMITH", "Al Smith")]
    [InlineData("MRS SMITH", "Mrs Smith")]
    [InlineData("J. R. EWING", "J. R. Ewing")]
    [InlineData("JOHN SMITH III", "John Smith III")]
    [InlineData("JANE ROE, PHD", "Jane Roe, PhD")]
    [InlineData("DR. ANN LEE", "Dr. Ann Lee")]
    [InlineData("SMITH, JOHN", "Smith, John")]
    [InlineData("WILLIAM \"BILL\" CLINTON", "William \"Bill\" Clinton")]
    [InlineData("JOHN O'NEIL-MCKAY", "John O'Neil-McKay")]
    [InlineData("JOHN MCDONALD-MACDONALD", "John McDonald-MacDonald")]
    [InlineData("VON TRAPP MARIA", "von Trapp Maria")]
    [InlineData("DE LA CRUZ JUAN", "de la Cruz Juan")]
    [InlineData("VAN DER BERG", "van der Berg")]
    [InlineData("VAN GOGH, VINCENT", "van Gogh, Vincent")]
    [InlineData("BERG, JAN VAN DER", "Berg, Jan van der")]
    [InlineData("DE ANDRE JONES", "De Andre Jones")]
    [InlineData("JILL ST JOHN", "Jill St John")]
    [InlineData("SMITH,JOHN", "Smith,John")]
    [InlineData("JANE DOE, MD", "Jane Doe, MD")]
    [InlineData("JANE DOE MD", "Jane Doe MD")]
    [InlineData("JANE DOE, DO", "Jane Doe, DO")]
    [InlineData("KIM DO", "Kim Do")]
    [InlineData("JOHN SMITH MBA", "John Smith MBA")]
    [InlineData("john smith msc", "John Smith MSc")]
    [InlineData("JANE ROE, PH.D.", "Jane Roe, Ph.D.")]
    [InlineData("JANE ROE, LL.M.", "Jane Roe, LL.M.")]
    [InlineData("JOHN SMITH JR", "John Smith Jr")]
    [InlineData("MARY ANN ENG", "Mary Ann Eng")]
    [InlineData("DR. MED. ANNA SCHMIDT", "Dr. med. Anna Schmidt")]
    [InlineData("DR. RER. NAT. ANNA SCHMIDT", "Dr. rer. nat. Anna Schmidt")]
    [InlineData("dr. h.c. karl meier", "Dr. h.c. Karl Meier")]
    [InlineData("DR. PHIL MCGRAW", "Dr. Phil McGraw")]
    [InlineData("MR AND MRS SMITH", "Mr and Mrs Smith")]
    [InlineData("JOHN AND JANE SMITH", "John and Jane Smith")]
    [InlineData("jan en marie jansen", "Jan en Marie Jansen")]
    [InlineData("MARÍA DEL CARMEN LÓPEZ", "María del Carmen López")]
    [InlineData("LE PEN MARINE", "Le Pen Marine")]
    [InlineData("DI CAPRIO LEONARDO", "Di Caprio Leonardo")]
    [InlineData("HENRY VIII", "Henry VIII")]
    [InlineData("JOÃO SILVA FILHO", "João Silva Filho")]
    [InlineData("SEÁN Ó BRIAIN", "Seán Ó Briain")]
    [InlineData("JOÃO DOS SANTOS E SILVA", "João dos Santos e Silva")]
    [InlineData("JUAN ORTEGA Y GASSET", "Juan Ortega y Gasset")]
    [InlineData("JAN VAN 'T HOF", "Jan van 't Hof")]
    [InlineData("AHMAD BIN ABDULLAH", "Ahmad bin Abdullah")]
    [InlineData("HANS MEIER DIPL.-ING. (FH)", "Hans Meier Dipl.-Ing. (FH)")]
    public void Full_names_of_one_case_are_written_as_names_are(string value, string expected) =>
        CleaningBench.Expect("full_name", value, expected, Repaired);

    [Theory]
    [InlineData("first_name", "JJ")]
    [InlineData("first_name", "JRR")]
    [InlineData("first_name", "AJ")]
    [InlineData("first_name", "DJ")]
    [InlineData("first_name", "MD")]
    [InlineData("first_name", "TJ")]
    [InlineData("first_name", "CJ")]
    [InlineData("first_name", "PJ")]
    [InlineData("first_name", "JR")]
    [InlineData("first_name", "J.")]
    [InlineData("first_name", "J")]
    [InlineData("first_name", "J.R.R.")]
    [InlineData("first_name", "McKenzie")]
    [InlineData("first_name", "DeShawn")]
    [InlineData("last_name", "MacDonald")]
    [InlineData("last_name", "van der Berg")]
    [InlineData("last_name", "Smith JONES")]
    [InlineData("last_name", "王")]
    [InlineData("last_name", "ბერიძე")]
    [InlineData("last_name", "GROSS1")]
    [InlineData("full_name", "IBM")]
    [InlineData("full_name", "ACME GMBH")]
    [InlineData("full_name", "ann.lee")]
    [InlineData("full_name", "ann@example.com")]
    [InlineData("full_name", "王小明")]
    [InlineData("nickname", "BILL")]
    [InlineData("nickname", "bill")]
    [InlineData("name_suffix", "III")]
    [InlineData("name_suffix", "MD")]
    [InlineData("company", "ACME")]
    public void Other_values_are_left_alone(string field, string value) =>
        CleaningBench.Expect(field, value, value, "");

    [Theory]
    [InlineData("full_name", "YILDIZ KAYA", "Yıldız Kaya")]
    [InlineData("full_name", "MEHMET DEMİR", "Mehmet Demir")]
    [InlineData("full_name", "ışıl inan", "Işıl İnan")]
    [InlineData("full_name", "DR. AYDIN IŞIK III", "Dr. Aydın Işık III")]
    [InlineData("full_name", "WILLIAM KIRIKKALE", "William Kırıkkale")]
    [InlineData("full_name", "MAXIM ILGIN", "Maxim Ilgın")]
    [InlineData("first_name", "IRMAK", "Irmak")]
    [InlineData("first_name", "ilker", "İlker")]
    [InlineData("first_name", "ALİ-RIZA", "Ali-Rıza")]
    [InlineData("last_name", "ÇIĞ", "Çığ")]
    [InlineData("last_name", "IJSVOGEL", "Ijsvogel")]
    public void Names_of_turkey_have_i_with_and_without_a_dot(string field, string value, string expected)
    {
        CleaningBench.Expect(field, value, expected, Repaired, CleaningBench.Options("TR"));
        CleaningBench.Expect(field, value, expected, Repaired, CleaningBench.Options("AZ"));
    }

    [Theory]
    [InlineData(null, "MEHMET DEMİR", "Mehmet Demir")]
    [InlineData(null, "YILMAZ İNAL", "Yılmaz İnal")]
    [InlineData(null, "ali yıldız", "Ali Yıldız")]
    [InlineData("DE", "ERDOĞAN KILIC", "Erdoğan Kılıc")]
    [InlineData(null, "i\u0307brahim ali\u0307", "İbrahim Ali")]
    [InlineData(null, "ƏLİYEV KAMIL", "Əliyev Kamıl")]
    [InlineData(null, "AYŞE ILGAZ KISIK", "Ayşe Ilgaz Kısık")]
    [InlineData(null, "GÖKÇE ŞIK", "Gökçe Şık")]
    [InlineData(null, "YILDIZ KAYA", "Yildiz Kaya")]
    [InlineData("RO", "ŞERBAN CRISTINA", "Şerban Cristina")]
    [InlineData("DE", "AYŞE YILDIZ", "Ayşe Yildiz")]
    [InlineData(null, "MUREŞAN ANA", "Mureşan Ana")]
    public void Letters_of_turkish_alone_prove_it(string? country, string value, string expected) =>
        CleaningBench.Expect("full_name", value, expected, Repaired, CleaningBench.Options(country));

    [Theory]
    [InlineData("ŞERBAN CRISTINA")]
    [InlineData("ion mureşan")]
    public void A_name_that_turkish_and_romanian_write_differently_is_left_alone(string value) =>
        CleaningBench.Expect("full_name", value, value, "");

    [Theory]
    [InlineData("TR", "IŞIL", "YILDIZ", "Işıl Yıldız")]
    [InlineData("", "AYŞEGÜL", "YILDIZ", "Ayşegül Yıldız")]
    [InlineData("Türkiye", "YILDIZ", "SARI", "Yıldız Sarı")]
    [InlineData("France", "YILDIZ", "SARI", "Yildiz Sari")]
    public void All_names_of_a_record_and_its_country_say_the_language(
        string country,
        string first,
        string last,
        string expected
    )
    {
        var batch = CleaningBench.Batch(
            ["first_name", "last_name", "country"],
            [Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(last), Encoding.UTF8.GetBytes(country)]
        );
        CleaningBench.Run(batch);
        Assert.Equal(
            expected,
            $"{Encoding.UTF8.GetString(batch.Value(0, 0))} {Encoding.UTF8.GetString(batch.Value(0, 1))}"
        );
    }

    [Theory]
    [InlineData("JRR Tolkien", "JRR")]
    [InlineData("AJ Lee", "AJ")]
    [InlineData("ZOE TOLKIEN", "Zoe")]
    [InlineData("Ann Lee", "Zoe")]
    public void A_part_of_a_name_of_both_cases_keeps_its_capitals(string fullName, string firstName)
    {
        var first = fullName[..2] == "An" ? "ZOE" : fullName.Split(' ')[0];
        var batch = CleaningBench.Batch(
            ["full_name", "first_name"],
            [
                [.. Encoding.UTF8.GetBytes(fullName)],
                [.. Encoding.UTF8.GetBytes(first)],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal(firstName, Encoding.UTF8.GetString(batch.Value(0, 1)));
    }

    [Fact]
    public void Repairing_twice_changes_nothing_and_keeps_the_letters()
    {
        string[] pieces =
        [
            "SMITH",
            "MC",
            "MAC",
            "O'",
            "D'",
            "DE ",
            "LA ",
            "VAN ",
            "DER ",
            "-",
            ".",
            " ",
            "J",
            "JR",
            "III",
            "PHD",
            "ÉLODIE",
            "ß",
            "IJ",
            "Σ",
            "'",
            ",",
            "Ё",
            "ǅ",
            "İ",
            "I",
            "Ş",
            "Ğ",
            "\u0301",
            "\u0307",
        ];
        var random = new Random(Seed);
        string[] fields = ["first_name", "last_name", "full_name", "name_suffix", "name_prefix"];
        for (var round = 0; round < 20_000; round++)
        {
            var value = string.Concat(
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            value = random.Next(2) == 0 ? value : value.ToLowerInvariant();
            var field = fields[random.Next(fields.Length)];
            var options = CleaningBench.Options(round % 3 == 0 ? "TR" : null);
            var once = CleaningBench.Clean(field, value, options).Value;
            Assert.Equal((value, once), (value, CleaningBench.Clean(field, once, options).Value));
            Assert.Equal(Fold(value), Fold(once));
        }
    }

    static string Fold(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormC)
                .ToUpperInvariant()
                .Where(char.IsLetter)
                .Select(letter => letter is 'İ' or 'ı' ? 'I' : letter)
        );
}

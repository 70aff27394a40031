using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Addresses;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Spreading;

namespace Etl.Core.Tests.Normalization;

public sealed class AddressTests
{
    [Theory]
    [InlineData("123 Main St, Springfield, IL 62704", "123 Main St|Springfield|IL|62704|")]
    [InlineData("123 Main St., Springfield, IL, 62704-1234", "123 Main St.|Springfield|IL|62704-1234|")]
    [InlineData(
        "State Capitol; P.O. Box 110001; Juneau, AK 99811-0001",
        "State Capitol; P.O. Box 110001|Juneau|AK|99811-0001|"
    )]
    [InlineData("P.O. Box 110015; ; Juneau, AK 99811-0001", "P.O. Box 110015|Juneau|AK|99811-0001|")]
    [InlineData("6650 Beach Boulevard;Buena Park, CA 90622-5009", "6650 Beach Boulevard|Buena Park|CA|90622-5009|")]
    [InlineData(
        "201 West Capitol Avenue; Room 235; Jefferson City MO 65101",
        "201 West Capitol Avenue; Room 235|Jefferson City|MO|65101|"
    )]
    [InlineData("100 State Circle; Annapolis, Maryland; 21401-1925", "100 State Circle|Annapolis|MD|21401-1925|")]
    [InlineData("430 West Allegan St.; 4th Fl.; Lansing, MI 48918-", "430 West Allegan St.; 4th Fl.|Lansing|MI|48918|")]
    [InlineData("1 Main St\nSt. Louis, MO 63101", "1 Main St|St. Louis|MO|63101|")]
    [InlineData("1 Main St, Box Elder, SD 57719", "1 Main St|Box Elder|SD|57719|")]
    [InlineData("1 Main St, Springfield, IL 62704, USA", "1 Main St|Springfield|IL|62704|US")]
    [InlineData("1 Main St, Springfield, IL 62704; United States", "1 Main St|Springfield|IL|62704|US")]
    [InlineData("Hauptstr. 5, 80331 München, Deutschland", "Hauptstr. 5|München||80331|DE")]
    [InlineData("Damrak 1, 1012 LG Amsterdam, Netherlands", "Damrak 1|Amsterdam||1012 LG|NL")]
    [InlineData("Kungsgatan 1, 111 43 Stockholm, Sweden", "Kungsgatan 1|Stockholm||111 43|SE")]
    [InlineData("1 Wellington St, Ottawa, ON K1A 0B1, Canada", "1 Wellington St|Ottawa|ON|K1A 0B1|CA")]
    [InlineData("1 George St, Sydney NSW 2000, Australia", "1 George St|Sydney|NSW|2000|AU")]
    [InlineData("10 Downing Street, London SW1A 2AA", "10 Downing Street|London||SW1A 2AA|")]
    [InlineData("10 Downing Street, London, SW1A 2AA, UK", "10 Downing Street|London||SW1A 2AA|GB")]
    [InlineData("12 High St, Guildford, Surrey GU1 3AA", "12 High St|Guildford|Surrey|GU1 3AA|")]
    [InlineData("12 High St\nBury St Edmunds\nSuffolk\nIP33 1AA", "12 High St|Bury St Edmunds|Suffolk|IP33 1AA|")]
    [InlineData(
        "Oak Farm, Little Green, Derby, Derbyshire, DE1 1AA",
        "Oak Farm, Little Green|Derby|Derbyshire|DE1 1AA|"
    )]
    [InlineData("Hauptstr. 5, D-10115 Berlin", "Hauptstr. 5|Berlin||10115|DE")]
    [InlineData("Hauptstr. 5, DE-10115 Berlin", "Hauptstr. 5|Berlin||10115|DE")]
    [InlineData("Ring 1, A-1010 Wien, Austria", "Ring 1|Wien||1010|AT")]
    [InlineData("123 Main St, Toronto, ON M5V 2T6", "123 Main St|Toronto|ON|M5V 2T6|")]
    [InlineData("123 Main St, Toronto ON M5V2T6", "123 Main St|Toronto|ON|M5V 2T6|")]
    [InlineData("Suite 5, 12 Rue Peel, Montréal, Québec, H3A 1T1", "Suite 5, 12 Rue Peel|Montréal|QC|H3A 1T1|")]
    [InlineData("12 Smith St, Parramatta NSW 2150", "12 Smith St|Parramatta|NSW|2150|")]
    [InlineData("Level 3, 5 Queen St, Melbourne VIC 3000", "Level 3, 5 Queen St|Melbourne|VIC|3000|")]
    [InlineData(
        "Rua das Flores, 123 - Centro, São Paulo - SP, 01310-100",
        "Rua das Flores, 123 - Centro|São Paulo|SP|01310-100|"
    )]
    [InlineData(
        "Av. Atlântica, 1702 - Copacabana - Rio de Janeiro/RJ - CEP: 22021-001",
        "Av. Atlântica, 1702 - Copacabana|Rio de Janeiro|RJ|22021-001|"
    )]
    [InlineData("Rua A, 5, Curitiba - PR, 80010-000, Brasil", "Rua A, 5|Curitiba|PR|80010-000|BR")]
    [InlineData("Kerkstraat 12, 1017 GL Amsterdam", "Kerkstraat 12|Amsterdam||1017 GL|")]
    [InlineData("12 rue de la Paix, 75002 Paris", "12 rue de la Paix|Paris||75002|")]
    [InlineData("3 place Bellecour\n69002 Lyon", "3 place Bellecour|Lyon||69002|")]
    [InlineData("Via Roma 12, 00184 Roma", "Via Roma 12|Roma||00184|")]
    [InlineData("Via Verdi 3, 24047 Treviglio (BG)", "Via Verdi 3|Treviglio|BG|24047|")]
    [InlineData("Via Roma 1, 20121 Milano MI, Italy", "Via Roma 1|Milano|MI|20121|IT")]
    [InlineData("Calle de Alcalá 5, 2º B, 28014 Madrid", "Calle de Alcalá 5, 2º B|Madrid||28014|")]
    [InlineData("Bahnhofstrasse 1, CH-8001 Zürich", "Bahnhofstrasse 1|Zürich||8001|CH")]
    public void Addresses_that_prove_their_parts_are_taken_apart(string street, string parts)
    {
        var (cleaned, codes) = Clean(street);
        Assert.Equal(parts, cleaned);
        Assert.Contains("ADDRESS_SPLIT", codes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("606 NW 183rd St., Miami Gardens, FL 33169", "606 NW 183rd St.|Miami Gardens|FL|33169|")]
    [InlineData("300 Forest Ave.;Pacific Grove, CA 93950", "300 Forest Ave.|Pacific Grove|CA|93950|")]
    [InlineData("P.O. Box 7, Temple Terrace FL 33617", "P.O. Box 7|Temple Terrace|FL|33617|")]
    [InlineData(
        "1350 Pennsylvania Avenue, Suite 402, NW Washington, DC 20004",
        "1350 Pennsylvania Avenue, Suite 402, NW|Washington|DC|20004|"
    )]
    [InlineData("1 Main St, SW Ranches, FL 33330", "1 Main St|SW Ranches|FL|33330|")]
    public void Words_of_streets_may_stand_in_American_cities_behind_a_number(string street, string parts) =>
        Assert.Equal((parts, "PART_PLACED ADDRESS_SPLIT"), Clean(street));

    [Theory]
    [InlineData("123 Main St, Springfield, IL 90210")]
    [InlineData("123 Main St Springfield, IL 62704")]
    [InlineData("Idaho Falls, ID 83402")]
    [InlineData("Room 1, 5 Main St. Springfield, IL 62704")]
    [InlineData("Room 1, Main Street Springfield, IL 62704")]
    [InlineData("Room 1, State House, New York 10001")]
    [InlineData("State House, Palm Gardens, IL 62704")]
    [InlineData("Room 1, Oak Grove Springfield, IL 62704")]
    [InlineData("Flat 2, Rosemary Gardens GU1 3AA")]
    [InlineData("NW Washington, DC 20004")]
    [InlineData("Lansing, Michigan")]
    [InlineData("MA")]
    [InlineData("50 Payson Avenue;Easthampton, MA 1027")]
    [InlineData("Via Roma 1, Milano, MI 20121")]
    [InlineData("Hauptstr. 5, 80331 München")]
    [InlineData("Hauptstr. 5, 8033 München, Germany")]
    [InlineData("123 Main St, Toronto, ON V5V 2T6")]
    [InlineData("123 Main St Toronto, ON M5V 2T6")]
    [InlineData("12 Smith St, Parramatta NSW 3150")]
    [InlineData("12 Smith St Parramatta NSW 2150")]
    [InlineData("Rua das Flores, 123, São Paulo - RJ, 01310-100")]
    [InlineData("Rua das Flores 123 - SP, 01310-100")]
    [InlineData("12 rue de la Paix, 69002 Paris")]
    [InlineData("12 rue Hassan, 20000 Casablanca")]
    [InlineData("75002 Paris")]
    [InlineData("Via Verdi 3, 24047 Treviglio (MI)")]
    [InlineData("Via Verdi 3, 24047 Treviglio")]
    [InlineData("Kerkstraat 12 1017 GL Amsterdam")]
    [InlineData("1 Main St, Springfield, IL 62704, Germany")]
    [InlineData("12 Main St, Apt 4")]
    [InlineData("10 Downing Street London SW1A 2AA")]
    [InlineData("London SW1A 2AA")]
    [InlineData("The Barn, Church Close GU1 3AA")]
    [InlineData("12 High St, Surrey GU1 3AA")]
    [InlineData("1 High St, Nowhere QQ1 3AA")]
    [InlineData("1 High St, Nowhere GU1 3CI")]
    [InlineData("Hauptstr. 5, X-10115 Berlin")]
    [InlineData("Hauptstr. 5, A-10115 Berlin")]
    [InlineData("Hauptstr. 5, D-10115 Berlin, Austria")]
    [InlineData(",,;")]
    [InlineData(", IL 62704")]
    [InlineData("62704")]
    public void Other_addresses_stay_whole_without_a_warning(string street) =>
        Assert.Equal((street + "||||", ""), Clean(street));

    [Fact]
    public void Codes_of_regions_and_cities_are_in_the_order_in_which_they_are_sought()
    {
        using var stream = typeof(CodePlaces).Assembly.GetManifestResourceStream(
            "Etl.Core.Normalization.Addresses.code-places.txt"
        )!;
        using var reader = new StreamReader(stream);
        string[] names =
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' ')[0]),
        ];
        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.Equal(name[2..], Encoding.UTF8.GetString(Folded(name[2..]))));
    }

    static byte[] Folded(string name)
    {
        var key = new byte[PlaceName.KeyLengthMax];
        return key[..PlaceName.Fold(Bytes(name), key)];
    }

    [Theory]
    [InlineData("DE", "Hauptstr. 5, 80331 München", "Hauptstr. 5|München||80331|DE")]
    [InlineData("DE", "1 Main St, Springfield, IL 62704", "1 Main St, Springfield, IL 62704||||DE")]
    [InlineData("US", "1 Main St, Springfield, IL 62704", "1 Main St|Springfield|IL|62704|US")]
    [InlineData("Germany", "Hauptstr. 5, 80331 München, Germany", "Hauptstr. 5|München||80331|DE")]
    [InlineData("DE", "Hauptstr. 5, D-80331 München", "Hauptstr. 5|München||80331|DE")]
    [InlineData("FR", "Hauptstr. 5, D-80331 München", "Hauptstr. 5, D-80331 München||||FR")]
    [InlineData("UK", "10 Downing Street, London SW1A 2AA", "10 Downing Street|London||SW1A 2AA|GB")]
    [InlineData("FR", "10 Downing Street, London SW1A 2AA", "10 Downing Street, London SW1A 2AA||||FR")]
    public void The_country_of_the_record_says_how_to_read(string country, string street, string parts) =>
        Assert.Equal(parts, Clean(street, country: country).Value);

    [Theory]
    [InlineData("Hauptstr. 5, 10115 Berlin", "Hauptstr. 5|Berlin||10115|")]
    [InlineData("10 Downing Street, London SW1A 2AA", "10 Downing Street|London||SW1A 2AA|GB")]
    [InlineData("1 Main St, Springfield, IL 62704", "1 Main St|Springfield|IL|62704|US")]
    [InlineData("Damrak 1, 1012 LG Amsterdam, Netherlands", "Damrak 1|Amsterdam||1012 LG|NL")]
    public void The_country_of_the_job_says_it_where_the_address_does_not(string street, string parts) =>
        Assert.Equal(parts, Clean(street, options: CleaningBench.Options("DE")).Value);

    [Theory]
    [InlineData("il", "1 Main St|Springfield|IL|62704|")]
    [InlineData("Illinois", "1 Main St|Springfield|IL|62704|")]
    [InlineData("CA", "1 Main St, Springfield, IL 62704||CA||")]
    [InlineData("governor", "1 Main St, Springfield, IL 62704||governor||")]
    public void A_part_never_replaces_another_value(string state, string parts) =>
        Assert.Equal(parts, Clean("1 Main St, Springfield, IL 62704", state: state).Value);

    [Fact]
    public void Columns_are_derived_only_when_addresses_need_them_and_nothing_else_feeds_them()
    {
        Assert.Equal(0b0111, StreetCleaner.Need("1 Main St, Springfield, IL 62704"u8));
        Assert.Equal(0b1101, StreetCleaner.Need("Hauptstr. 5, 80331 München, Germany"u8));
        Assert.Equal(0, StreetCleaner.Need("1 Main St"u8));
        Assert.Equal(0, StreetCleaner.Need("Hauptstr. 5, 80331 München"u8));
        Assert.Equal(0b0101, StreetCleaner.Need("Hauptstr. 5, 80331 München"u8, "Germany"u8, "US"u8));
        Assert.Equal(0b0101, StreetCleaner.Need("Hauptstr. 5, 80331 München"u8, ""u8, "DE"u8));
    }

    [Fact]
    public void An_address_is_taken_apart_where_the_record_has_no_town_and_no_code_of_its_own()
    {
        const string street = "1 Main St, Springfield, IL 62704";
        string[][] rows =
        [
            [street, "", ""],
            [street, "Springfield", ""],
            [street, "", "62704"],
        ];
        string[] fields = ["street", "city", "postal_code", "state"];
        var fed = CleaningBench.Batch(fields, [.. rows.Select(row => row.Append("").Select(Bytes).ToArray())]);
        CleaningBench.Run(fed);
        Assert.Equal(
            ["1 Main St|Springfield|62704|IL", $"{street}|Springfield||", $"{street}||62704|"],
            Enumerable
                .Range(0, rows.Length)
                .Select(row =>
                    string.Join('|', fields.Select((_, column) => Encoding.UTF8.GetString(fed.Value(row, column))))
                )
        );
        Assert.Equal(["state", "postal_code"], AddedBeside("city", ""));
        Assert.Empty(AddedBeside("city", "Springfield"));
        Assert.Empty(AddedBeside("postal_code", "62704"));

        static IEnumerable<string> AddedBeside(string field, string value)
        {
            var batch = CleaningBench.Batch(["street", field], [Bytes(street), Bytes(value)]);
            return DerivedColumns.Find(batch.Layout, batch, null).Select(added => added.Name);
        }
    }

    [Theory]
    [InlineData("1 Main St, Springfield, IL 62704", "+12175550143")]
    [InlineData("Longworth House, Washington, DC 20515", "+12175550143")]
    [InlineData("Idaho Falls, ID 83402", "+12175550143")]
    [InlineData("1 Main St, Springfield, IL 90210", "2175550143")]
    public void An_address_proves_the_country_of_phone_numbers_in_any_order_of_columns(string street, string phone)
    {
        foreach (var fields in new string[][] { ["street", "phone"], ["phone", "street"] })
        {
            var values = fields[0] == "street" ? new[] { street, "(217) 555-0143" } : ["(217) 555-0143", street];
            var batch = Batch([.. fields, "city", "state", "postal_code"], [.. values, "", "", ""]);
            CleaningBench.Run(batch);
            Assert.Equal(phone, Encoding.UTF8.GetString(batch.Value(0, fields[0] == "street" ? 1 : 0)));
        }
    }

    [Theory]
    [InlineData("street", "1 High St, London SW1A 2AA")]
    [InlineData("street", "London SW1A 2AA, UK")]
    [InlineData("postal_code", "SW1A 2AA")]
    public void A_british_postcode_proves_the_country_of_phone_numbers(string field, string value)
    {
        var batch = CleaningBench.Batch([field, "phone"], [Bytes(value), Bytes("020 7946 0958")]);
        CleaningBench.Run(batch);
        Assert.Equal("+442079460958", Encoding.UTF8.GetString(batch.Value(0, 1)));
    }

    static (string Value, string Codes) Clean(
        string street,
        string state = "",
        string country = "",
        NormalizationOptions? options = null
    )
    {
        var batch = Batch(["street", "city", "state", "postal_code", "country"], [street, "", state, "", country]);
        CleaningBench.Run(batch, options);
        var codes = batch.Counts.Entries.Select(entry => entry.Code.Name).Distinct(StringComparer.Ordinal);
        return (
            string.Join('|', Enumerable.Range(0, 5).Select(column => Encoding.UTF8.GetString(batch.Value(0, column)))),
            string.Join(' ', codes)
        );
    }

    // Columns that are fed by the input: street, state and country; the others are derived.
    static RecordBatch Batch(string[] fields, string[] values)
    {
        var batch = CleaningBench.Batch(fields, [.. values.Select(Bytes)]);
        var layout = new BatchLayout([
            .. batch.Layout.Columns.Select(column =>
                column.Field!.Name is "city" or "postal_code"
                    ? column with
                    {
                        SourceIndex = -1,
                        MappedBy = MappingSources.Derived,
                    }
                    : column
            ),
        ]);
        return CleaningBench.Batch(layout, [.. values.Select(Bytes)]);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

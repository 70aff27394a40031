using System.Text;
using Etl.Core.Batches;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Regions;
using Etl.Text;

namespace Etl.Core.Tests.Normalization.Regions;

public sealed class RegionTests
{
    const string knownNames = """
        US CA: California|calif.|Calif|CALIFORNIA|ca|US-CA|C.A.|加州
        US NY: New York|N.Y.|NYS|new york state|newyork
        US TX: Texas|Tex.|tx|德州
        US MA: Massachusetts|Mass.|Commonwealth of Massachusetts
        US DC: District of Columbia|D.C.|Washington, D.C.|washington dc
        US WA: Washington|Wash.|Washington State
        US PA: Pennsylvania|Penna.|Penn
        US NC: North Carolina|N. Carolina|N.C.
        US WV: West Virginia|W. Va.
        US PR: Puerto Rico
        US HI: Hawai‘i|Hawaii
        CA QC: Québec|Quebec|Que.|PQ|qc
        CA ON: Ontario|Ont.
        CA BC: British Columbia|Colombie-Britannique|B.C.
        CA NL: Newfoundland and Labrador|Newfoundland & Labrador|Nfld.
        CA PE: P.E.I.|Île-du-Prince-Édouard
        AU NSW: New South Wales|nsw|N.S.W.|AU-NSW
        AU VIC: Victoria|Vic.|vic
        AU QLD: Queensland|Qld
        AU WA: Western Australia
        CN GD: 广东|广东省|廣東省|Guangdong|Guangdong Province|CN-GD
        CN BJ: 北京|北京市|Beijing|Beijing Shi|Peking
        CN NM: 内蒙古|内蒙古自治区|Inner Mongolia
        CN XJ: 新疆维吾尔自治区|Xinjiang
        CN SN: 陕西省|Shaanxi
        CN SX: 山西省|Shanxi
        CN HK: 香港|Hong Kong
        DE BY: Bayern|Bavaria|Freistaat Bayern|BAYERN|by
        DE NW: NRW|Nordrhein-Westfalen|Nordrhein Westfalen|North Rhine-Westphalia
        DE BW: Baden-Württemberg|Baden-Wuerttemberg|BaWü
        DE TH: Thüringen|Thueringen|Thuringia
        DE HE: Hessen|Hesse
        BR SP: São Paulo|Sao Paulo|SÃO PAULO|sp
        BR RJ: Rio de Janeiro
        BR PA: Pará
        BR PR: Paraná
        IN MH: Maharashtra|महाराष्ट्र
        IN TN: Tamil Nadu|Tamilnadu
        IN KA: Karnataka
        IN OD: Odisha|Orissa|OR
        IN DL: Delhi|New Delhi
        JP 13: 東京都|東京|Tokyo|Tōkyō|Tokyo-to|JP-13
        JP 01: 北海道|Hokkaido|Hokkaidō|1
        JP 26: 京都府|Kyoto
        JP 27: 大阪府|大阪|Osaka|Ōsaka
        JP 40: 福岡県|Fukuoka
        """;

    [Fact]
    public void Names_become_the_codes_of_their_country()
    {
        foreach (var line in knownNames.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (code, names) = (
                line[3..line.IndexOf(':', StringComparison.Ordinal)],
                line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            );
            foreach (var name in names.Split('|'))
            {
                Assert.Equal((code, "REGION_CODED"), Clean(line[..2], name));
                Assert.Equal((code, ""), Clean(line[..2], code));
            }
        }
    }

    [Theory]
    [InlineData("US", "Atlantis")]
    [InlineData("US", "Bayern")]
    [InlineData("US", "CAL 1")]
    [InlineData("FR", "Bretagne")]
    [InlineData("XX", "California")]
    [InlineData("", "California")]
    [InlineData("", "ca")]
    [InlineData("DE", "CA")]
    [InlineData("GB", "Surrey")]
    public void What_is_no_region_of_a_known_country_stays(string country, string name) =>
        Assert.Equal((name, ""), Clean(country, name));

    [Fact]
    public void Names_stay_when_the_user_wants_them() =>
        CleaningBench.Expect(
            "state",
            " new  jersey",
            "new jersey",
            "TEXT_SPACES_COLLAPSED TEXT_TRIMMED",
            CleaningBench.Options("US") with
            {
                KeepsRegionNames = true,
            }
        );

    [Fact]
    public void The_country_of_the_job_counts_for_records_without_one()
    {
        Assert.Equal(("BY", "REGION_CODED"), Clean("", "Bayern", "DE"));
        Assert.Equal(("Bayern", ""), Clean("FR", "Bayern", "DE"));
        CleaningBench.Expect("state", " new  jersey", "NJ", "REGION_CODED", CleaningBench.Options("US"));
        CleaningBench.Expect("state", " Avalon ", "Avalon", "TEXT_TRIMMED", CleaningBench.Options("US"));
    }

    [Theory]
    [InlineData("California", "94110", "CA")]
    [InlineData("Calif.", "94110-1234", "CA")]
    [InlineData("ca", " 94110 ", "CA")]
    [InlineData("California", "10001", "California")]
    [InlineData("California", "9411", "California")]
    [InlineData("MI", "20121", "MI")]
    [InlineData("Bayern", "80331", "Bayern")]
    public void A_state_and_a_code_of_that_state_prove_the_United_States(string state, string zip, string cleaned)
    {
        var batch = CleaningBench.Batch(["state", "postal_code"], [Bytes(state), Bytes(zip)]);
        CleaningBench.Run(batch);
        Assert.Equal(cleaned, Encoding.UTF8.GetString(batch.Value(0, 0)));
    }

    [Fact]
    public void Each_state_has_ZIP_codes()
    {
        foreach (var line in PlaceNameTestsLines().Where(line => line.StartsWith("US ", StringComparison.Ordinal)))
        {
            var state = Bytes(line[(line.LastIndexOf(' ') + 1)..]);
            Assert.Contains(
                Enumerable.Range(0, 1000),
                prefix => UsZipCodes.IsIn(state, Bytes(prefix.ToString("000", null) + "00"))
            );
        }
        Assert.Equal(
            2,
            Enumerable
                .Range(0, 1000)
                .Max(prefix =>
                    States.Count(state => UsZipCodes.IsIn(Bytes(state), Bytes(prefix.ToString("000", null))))
                )
        );
    }

    [Fact]
    public void The_shortcut_does_what_the_steps_do()
    {
        var random = new Random(20_261_122);
        string[] countries = ["US", "CA", "DE", "", "FR", "JP"];
        string[] pieces =
        [
            "California",
            "ca",
            "CA",
            "Bayern",
            " ",
            "13",
            "Québec",
            "tōkyō",
            "x",
            "\t",
            "New York",
            "01",
        ];
        var rows = Enumerable
            .Range(0, 5_000)
            .Select(_ =>
                new[]
                {
                    Bytes(random.GetItems(countries, 1)[0]),
                    Bytes(string.Concat(random.GetItems(pieces, random.Next(1, 4)))),
                }
            )
            .ToArray();
        var quick = CleaningBench.Batch(["country", "state"], rows);
        var slow = CleaningBench.Batch(["country", "state"], rows);
        CleaningBench.Run(quick);
        var options = CleaningBench.Options();
        foreach (var (column, normalizer) in Normalizers.Plan(slow.Layout, options))
        {
            if (column == 0)
            {
                normalizer.Normalize(slow, column);
            }
        }
        new ColumnNormalizer<Stepwise>(new Stepwise(RowCountry.In(slow.Layout, options)), default).Normalize(slow, 1);
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(Encoding.UTF8.GetString(slow.Value(row, 1)), Encoding.UTF8.GetString(quick.Value(row, 1)));
        }
        Assert.Equal(slow.Counts.Entries, quick.Counts.Entries);
    }

    static IEnumerable<string> States =>
        PlaceNameTestsLines()
            .Where(line => line.StartsWith("US ", StringComparison.Ordinal))
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .Distinct();

    static IEnumerable<string> PlaceNameTestsLines() =>
        Places.PlaceNameTests.Lines("Etl.Core.Normalization.Regions.regions.txt");

    static (string Value, string Codes) Clean(string country, string state, string? ofJob = null)
    {
        var batch = CleaningBench.Batch(["state", "country"], [Bytes(state), Bytes(country)]);
        CleaningBench.Run(batch, CleaningBench.Options(ofJob));
        var codes = batch.Counts.Entries.Where(entry => entry.Column == 0).Select(entry => entry.Code.Name);
        return (Encoding.UTF8.GetString(batch.Value(0, 0)), string.Join(' ', codes));
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    readonly record struct Stepwise(RowCountry Countries) : ICellCleaner
    {
        public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

        public bool IsClean(ReadOnlySpan<byte> value) => false;

        public void Clean(CellEdit cell) => new RegionCleaner(Countries).CleanStepwise(cell);
    }
}

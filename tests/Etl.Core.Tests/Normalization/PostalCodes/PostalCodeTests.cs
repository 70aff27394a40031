using System.Text;
using Etl.Core.Batches;
using Etl.Core.Normalization.Spreading;

namespace Etl.Core.Tests.Normalization.PostalCodes;

public sealed class PostalCodeTests
{
    const string Formatted = "POSTAL_CODE_FORMATTED";
    const string Restored = "POSTAL_CODE_ZERO_RESTORED";
    const string Shape = "POSTAL_CODE_SHAPE";

    [Theory]
    [InlineData("US", "94110", "94110", "")]
    [InlineData("US", "94110-1234", "94110-1234", "")]
    [InlineData("US", "941101234", "94110-1234", Formatted)]
    [InlineData("US", "94110 1234", "94110-1234", Formatted)]
    [InlineData("US", "94110-", "94110", Formatted)]
    [InlineData("US", "2134", "02134", Restored)]
    [InlineData("US", "601", "00601", Restored)]
    [InlineData("US", "2134.0", "02134", Formatted + " " + Restored)]
    [InlineData("US", "94110.0", "94110", Formatted)]
    [InlineData("US", "2134-1234", "02134-1234", Restored)]
    [InlineData("US", "９４１１０", "94110", Formatted)]
    [InlineData("US", "12", "12", Shape)]
    [InlineData("US", "K1A 0B1", "K1A 0B1", Shape)]
    [InlineData("US", "941101", "941101", Shape)]
    [InlineData("US", "none", "none", Shape)]
    [InlineData("US", "94110/94111", "94110/94111", Shape)]
    [InlineData("CA", "K1A 0B1", "K1A 0B1", "")]
    [InlineData("CA", "k1a0b1", "K1A 0B1", Formatted)]
    [InlineData("CA", "K1A-0B1", "K1A 0B1", Formatted)]
    [InlineData("CA", "K1A", "K1A", Shape)]
    [InlineData("BR", "01310-100", "01310-100", "")]
    [InlineData("BR", "01.310-100", "01310-100", Formatted)]
    [InlineData("BR", "1310100", "01310-100", Restored)]
    [InlineData("", "1234", "1234", "")]
    [InlineData("", "01234", "01234", "")]
    [InlineData("", "94110.0", "94110", Formatted)]
    [InlineData("", " k1a0b1 ", "k1a0b1", "TEXT_TRIMMED")]
    public void Codes_of_America_are_written_as_their_country_writes_them(
        string country,
        string code,
        string cleaned,
        string codes
    ) => Expect(country, code, cleaned, codes);

    [Theory]
    [InlineData("GB", "SW1A 1AA", "SW1A 1AA", "")]
    [InlineData("GB", "sw1a1aa", "SW1A 1AA", Formatted)]
    [InlineData("GB", "M11AE", "M1 1AE", Formatted)]
    [InlineData("GB", "EC1A  1BB", "EC1A 1BB", "TEXT_SPACES_COLLAPSED")]
    [InlineData("GB", "gir0aa", "GIR 0AA", Formatted)]
    [InlineData("GB", "BFPO 57", "BFPO 57", "")]
    [InlineData("GB", "M1", "M1", Shape)]
    [InlineData("DE", "80331", "80331", "")]
    [InlineData("DE", "1067", "01067", Restored)]
    [InlineData("DE", "D-80331", "80331", Formatted)]
    [InlineData("DE", "DE-80331", "80331", Formatted)]
    [InlineData("DE", "801", "801", Shape)]
    [InlineData("AT", "A-1010", "1010", Formatted)]
    [InlineData("CH", "CH-8001", "8001", Formatted)]
    [InlineData("IT", "187", "00187", Restored)]
    [InlineData("IT", "287", "287", Shape)]
    [InlineData("IT", "87", "87", Shape)]
    [InlineData("KE", "100", "00100", Restored)]
    [InlineData("PL", "950", "00-950", Restored)]
    [InlineData("ZA", "83", "0083", Restored)]
    [InlineData("EC", "10101", "010101", Restored)]
    [InlineData("US", "123", "123", Shape)]
    [InlineData("VA", "121", "121", Shape)]
    [InlineData("IT", "9124", "09124", Restored)]
    [InlineData("FR", "6000", "06000", Restored)]
    [InlineData("ES", "8001", "08001", Restored)]
    [InlineData("CN", "100000", "100000", "")]
    [InlineData("CN", "10000", "010000", Restored)]
    [InlineData("CN", "1000", "1000", Shape)]
    [InlineData("JP", "100-0001", "100-0001", "")]
    [InlineData("JP", "〒100-0001", "100-0001", Formatted)]
    [InlineData("JP", "１００－０００１", "100-0001", Formatted)]
    [InlineData("JP", "1000001", "100-0001", Formatted)]
    [InlineData("JP", "600001", "060-0001", Restored)]
    [InlineData("NL", "1234ab", "1234 AB", Formatted)]
    [InlineData("NL", "1234 AB", "1234 AB", "")]
    [InlineData("NL", "NL-1234 AB", "1234 AB", Formatted)]
    [InlineData("PL", "00950", "00-950", Formatted)]
    [InlineData("PT", "1000205", "1000-205", Formatted)]
    [InlineData("SE", "SE-11122", "111 22", Formatted)]
    [InlineData("AU", "800", "0800", Restored)]
    [InlineData("AU", "2000", "2000", "")]
    [InlineData("IN", "110 001", "110001", Formatted)]
    [InlineData("KR", "4524", "04524", Restored)]
    [InlineData("FI", "100", "00100", Restored)]
    [InlineData("IE", "D02AF30", "D02 AF30", Formatted)]
    [InlineData("LV", "LV-1010", "LV-1010", "")]
    [InlineData("RU", "101000", "101000", "")]
    [InlineData("HK", "999077", "999077", "")]
    [InlineData("ZZ", "12 34", "12 34", "")]
    public void Codes_are_written_as_their_country_writes_them(
        string country,
        string code,
        string cleaned,
        string codes
    ) => Expect(country, code, cleaned, codes);

    [Theory]
    [InlineData("DE", "80331 München", "80331", "München")]
    [InlineData("DE", "D-50667 Köln am Rhein", "50667", "Köln am Rhein")]
    [InlineData("DE", "06108 Halle (Saale)", "06108", "Halle (Saale)")]
    [InlineData("", "80331 München", "80331", "München")]
    [InlineData("", "80331, München", "80331", "München")]
    [InlineData("FR", "75015 Paris 15", "75015", "Paris 15")]
    [InlineData("NL", "1012 LG Amsterdam", "1012 LG", "Amsterdam")]
    [InlineData("", "1012 LG Amsterdam", "1012 LG", "Amsterdam")]
    [InlineData("SE", "111 22 Stockholm", "111 22", "Stockholm")]
    [InlineData("CZ", "110 00 Praha 1", "110 00", "Praha 1")]
    [InlineData("PL", "00-950 Warszawa", "00-950", "Warszawa")]
    [InlineData("PT", "1000-205 Lisboa", "1000-205", "Lisboa")]
    [InlineData("GR", "105 57 Αθήνα", "105 57", "Αθήνα")]
    [InlineData("US", "62704 Springfield", "62704", "Springfield")]
    [InlineData("DE", "8033 München", "8033 München", "")]
    [InlineData("US", "62704 IL", "62704 IL", "")]
    [InlineData("", "München", "München", "")]
    [InlineData("", "80331", "80331", "")]
    [InlineData("GB", "SW1A 2AA London", "SW1A 2AA London", "")]
    public void A_city_behind_a_code_goes_to_its_own_empty_field(string country, string value, string code, string city)
    {
        var batch = CleaningBench.Batch(["country", "postal_code", "city"], [Bytes(country), Bytes(value), []]);
        CleaningBench.Run(batch);
        Assert.Equal($"{code}|{city}", $"{Text(batch, 1)}|{Text(batch, 2)}");
        var codes = batch.Counts.Entries.Select(entry => entry.Code.Name).ToList();
        Assert.Equal(city.Length > 0, codes.Contains("POSTAL_CODE_SPLIT") && codes.Contains("PART_PLACED"));
        CleaningBench.Run(batch);
        Assert.Equal($"{code}|{city}", $"{Text(batch, 1)}|{Text(batch, 2)}");
    }

    [Theory]
    [InlineData("München", "80331|München")]
    [InlineData("Berlin", "80331 München|Berlin")]
    public void A_city_is_not_written_over_another(string city, string expected)
    {
        var batch = CleaningBench.Batch(["postal_code", "city"], [Bytes("80331 München"), Bytes(city)]);
        CleaningBench.Run(batch);
        Assert.Equal(expected, $"{Text(batch, 0)}|{Text(batch, 1)}");
    }

    [Fact]
    public void A_column_for_cities_is_added_where_codes_hold_them()
    {
        foreach (var (value, expected) in new[] { ("80331 München", "city"), ("80331", "") })
        {
            var sample = CleaningBench.Batch(["postal_code"], [Bytes(value)]);
            var found = DerivedColumns.Find(sample.Layout, sample, null).Select(field => field.Name);
            Assert.Equal(expected, string.Join(' ', found));
        }
    }

    [Theory]
    [InlineData("MA", "2134", "02134", Restored)]
    [InlineData("Massachusetts", "2134", "02134", Restored)]
    [InlineData("CA", "9411", "9411", Shape)]
    [InlineData("AE", "9411", "09411", Restored)]
    [InlineData("", "2134", "02134", Restored)]
    [InlineData("elsewhere", "2134", "02134", Restored)]
    public void A_zero_is_restored_only_where_the_state_allows_it(
        string state,
        string code,
        string cleaned,
        string codes
    )
    {
        var batch = CleaningBench.Batch(["country", "state", "postal_code"], [Bytes("US"), Bytes(state), Bytes(code)]);
        CleaningBench.Run(batch);
        Assert.Equal((cleaned, codes), Outcome(batch, 2));
    }

    [Theory]
    [InlineData("MA", "2134", "02134", Restored)]
    [InlineData("Massachusetts", "2134-1234", "02134-1234", Restored)]
    [InlineData("NJ", "7001.0", "07001", Formatted + " " + Restored)]
    [InlineData("NY", "501", "00501", Restored)]
    [InlineData("PR", "601", "00601", Restored)]
    [InlineData("VI", "802", "00802", Restored)]
    [InlineData("CT", "6001", "06001", Restored)]
    [InlineData("VT", "5401", "05401", Restored)]
    [InlineData("WA", "6000", "6000", "")] // Perth, Western Australia
    [InlineData("NH", "1012", "1012", "")] // Amsterdam, Noord-Holland
    [InlineData("VT", "1100", "1100", "")] // Viterbo, 01100
    [InlineData("RI", "2100", "2100", "")] // Rieti, 02100
    [InlineData("PR", "80010", "80010", "")] // Curitiba, Paraná
    [InlineData("MA", "21", "21", "")]
    [InlineData("", "2134", "2134", "")]
    public void A_state_with_a_code_that_lost_its_zeros_proves_the_country(
        string state,
        string code,
        string cleaned,
        string codes
    )
    {
        var batch = CleaningBench.Batch(["state", "postal_code"], [Bytes(state), Bytes(code)]);
        CleaningBench.Run(batch);
        Assert.Equal((cleaned, codes), Outcome(batch, 1));
    }

    [Fact]
    public void Cleaning_a_cleaned_code_changes_nothing()
    {
        var random = new Random(20_261_122);
        string[] countries = ["US", "CA", "GB", "DE", "JP", "NL", "BR", "PL", "FI", "IL", "LV", "IE", "", "HK"];
        string[] pieces = ["1", "0", "23", "45", "A", "b", "-", " ", ".0", "K1A", "〒", "１", "D-", "LV", "678", "9AA"];
        for (var round = 0; round < 5_000; round++)
        {
            var country = random.GetItems(countries, 1)[0];
            var value = string.Concat(random.GetItems(pieces, random.Next(1, 6)));
            var (cleaned, codes) = Clean(country, value);
            var again = Clean(country, cleaned);
            Assert.Equal(cleaned, again.Value);
            Assert.True(
                again.Codes is "" or Shape,
                $"{country} \"{value}\" became \"{cleaned}\" ({codes}), then {again.Codes}"
            );
        }
    }

    static void Expect(string country, string code, string cleaned, string codes)
    {
        Assert.Equal((cleaned, codes), Clean(country, code));
        Assert.Equal(cleaned, Clean(country, cleaned).Value);
    }

    static (string Value, string Codes) Clean(string country, string code)
    {
        var batch = CleaningBench.Batch(["country", "postal_code"], [Bytes(country), Bytes(code)]);
        CleaningBench.Run(batch);
        return Outcome(batch, 1);
    }

    static (string Value, string Codes) Outcome(RecordBatch batch, int column)
    {
        var codes = batch.Counts.Entries.Where(entry => entry.Column == column).Select(entry => entry.Code.Name);
        return (Encoding.UTF8.GetString(batch.Value(0, column)), string.Join(' ', codes.Order(StringComparer.Ordinal)));
    }

    static string Text(RecordBatch batch, int column) => Encoding.UTF8.GetString(batch.Value(0, column));

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

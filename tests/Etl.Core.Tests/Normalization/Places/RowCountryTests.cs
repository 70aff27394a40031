using System.Text;

namespace Etl.Core.Tests.Normalization.Places;

public sealed class RowCountryTests
{
    [Theory]
    [InlineData("ON", "K1A 0B1", "ON|K1A 0B1|+16135550143")]
    [InlineData("on", "k1a0b1", "ON|K1A 0B1|+16135550143")]
    [InlineData("Ontario", "M5V-3L9", "ON|M5V 3L9|+16135550143")]
    [InlineData("Québec", "H2X 1Y4", "QC|H2X 1Y4|+16135550143")]
    [InlineData("British Columbia", "V6B1A1", "BC|V6B 1A1|+16135550143")]
    [InlineData("NU", "X0A 0H0", "NU|X0A 0H0|+16135550143")]
    [InlineData("NT", "X1A 1A1", "NT|X1A 1A1|+16135550143")]
    [InlineData("QC", "K1A 0B1", "QC|K1A 0B1|6135550143")]
    [InlineData("", "K1A 0B1", "|K1A 0B1|6135550143")]
    [InlineData("ON", "K1A 0B", "ON|K1A 0B|6135550143")]
    [InlineData("ON", "K1A 0B11", "ON|K1A 0B11|6135550143")]
    [InlineData("ON", "K1 A0B1", "ON|K1 A0B1|6135550143")]
    public void A_province_and_a_code_of_it_prove_canada(string state, string code, string expected)
    {
        foreach (var isPhoneFirst in new[] { true, false })
        {
            string[] fields = isPhoneFirst ? ["phone", "state", "postal_code"] : ["state", "postal_code", "phone"];
            string[] values = isPhoneFirst ? ["(613) 555-0143", state, code] : [state, code, "(613) 555-0143"];
            var batch = CleaningBench.Batch(fields, [.. values.Select(Encoding.UTF8.GetBytes)]);
            CleaningBench.Run(batch);
            var cleaned = new[] { "state", "postal_code", "phone" }.Select(field =>
                Encoding.UTF8.GetString(batch.Value(0, batch.Layout.ColumnOf(field)))
            );
            Assert.Equal(expected, string.Join('|', cleaned));
        }
    }

    [Fact]
    public void What_the_record_says_is_not_replaced_by_its_places()
    {
        var batch = CleaningBench.Batch(
            ["state", "postal_code", "country", "phone"],
            ["ON"u8.ToArray(), "K1A 0B1"u8.ToArray(), "DE"u8.ToArray(), "030 123456"u8.ToArray()]
        );
        CleaningBench.Run(batch);
        Assert.Equal("+4930123456", Encoding.UTF8.GetString(batch.Value(0, 3)));
    }
}

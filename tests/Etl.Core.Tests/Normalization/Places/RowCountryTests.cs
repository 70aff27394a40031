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

    [Theory]
    [InlineData("東京都", "", "160-0023", "03-1234-5678", "13||160-0023|+81312345678")]
    [InlineData("東京都", "", "1600023", "03-1234-5678", "13||160-0023|+81312345678")]
    [InlineData("", "東京都新宿区", "〒160-0023", "03-1234-5678", "|東京都新宿区|160-0023|+81312345678")]
    [InlineData("Tokyo", "", "160-0023", "03-1234-5678", "13||160-0023|+81312345678")]
    [InlineData("京都府", "", "600-8001", "075-123-4567", "26||600-8001|+81751234567")]
    [InlineData("北京市", "", "100000", "010-62345678", "BJ||100000|+861062345678")]
    [InlineData("", "北京市", "100000", "010-62345678", "|北京市|100000|+861062345678")]
    [InlineData("", "北京市朝阳区", "100020", "13800138000", "|北京市朝阳区|100020|+8613800138000")]
    [InlineData("广东省", "广州市", "510000", "020-81234567", "GD|广州市|510000|+862081234567")]
    [InlineData("13", "", "8320000", "03-1234-5678", "13||8320000|0312345678")]
    [InlineData("HN", "", "100000", "024 3825 1234", "HN||100000|02438251234")]
    [InlineData("", "台北市", "100001", "02-2345-6789", "|台北市|100001|0223456789")]
    [InlineData("東京都", "", "", "03-1234-5678", "東京都|||0312345678")]
    [InlineData("北京市", "", "510000", "010-62345678", "北京市||510000|01062345678")]
    public void A_prefecture_or_province_and_its_code_prove_japan_and_china(
        string state,
        string city,
        string code,
        string phone,
        string expected
    )
    {
        string[] fields = ["state", "city", "postal_code", "phone"];
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 2, 1, 0], [2, 0, 3, 1] })
        {
            string[] values = [state, city, code, phone];
            for (var round = 0; round < 2; round++)
            {
                var batch = CleaningBench.Batch(
                    [.. order.Select(index => fields[index])],
                    [.. order.Select(index => Encoding.UTF8.GetBytes(values[index]))]
                );
                CleaningBench.Run(batch);
                values =
                [
                    .. fields.Select(field => Encoding.UTF8.GetString(batch.Value(0, batch.Layout.ColumnOf(field)))),
                ];
                Assert.Equal(expected, string.Join('|', values));
            }
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

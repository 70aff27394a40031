using System.Text;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Mapping;

public sealed class ColumnLooksTests
{
    [Theory]
    [InlineData("+44 7400 123456|+1 212 555 0101|+49 151 23456789", "phone 100 %")]
    [InlineData("(212) 555-0101|907-465-3500", "phone 100 %")]
    [InlineData("030 901820|0151 23456789", "phone 100 %")]
    [InlineData("612 345 678|91 521 28 00", "phone 100 %")]
    [InlineData("03-1234-5678|090-1234-5678", "phone 100 %")]
    [InlineData("12 34 56 78|10 12 20 24", "phone 100 %")]
    [InlineData("10,50 €|€ 2.75|USD 1,200", "amount 100 %")]
    [InlineData("1,50|2,75", "number 100 %")]
    [InlineData("10.50|2.75|12 %|1,234,567", "number 100 %")]
    [InlineData("1 234 567|1 234", "number 100 %")]
    [InlineData("1001|1002", "number 100 %")]
    [InlineData("01067|08123", "digits 100 %")]
    [InlineData("1961-05-05|5/5/61|12 Mar 2024|2024年3月1日", "date 100 %")]
    [InlineData("2024-03-12 10:00:00|2024-03-12T10:00:00Z|1990-05|--05-09|9 May", "date 100 %")]
    [InlineData("19611205|20240312", "date 100 %")]
    [InlineData("19611205|69880481", "number 100 %")]
    [InlineData("https://example.com/ada|www.example.org|example.co.uk/x", "web address 100 %")]
    [InlineData("Dr.|J.R.R.|St.Louis|No.5", "text")]
    [InlineData("192.0.2.1|198.51.100.7", "IP address 100 %")]
    [InlineData("ann@example.com|mailto:bob@example.com|a@x.com; b@y.com", "e-mail 100 %")]
    [InlineData("please write to ann@example.com tomorrow|@SUM(1)", "text")]
    [InlineData("123-45-6789|987-65-4321", "text")]
    [InlineData("978-3-16-148410-0", "text")]
    [InlineData("SW1Y 4LB|12 Long Lane|a1b2c3d000|rec-223-org", "text")]
    [InlineData("37°36'37.8\"N 121°2'17.9\"W", "text")]
    [InlineData("ocd-person/80f0f5f8-976d-427b-b980-ce3a23a23e84", "text")]
    [InlineData("n/a|ann@example.com||bob@example.org", "e-mail 100 %")]
    [InlineData("ann@example.com|bob", "e-mail 50 %")]
    [InlineData("ann@example.com|bob|cy", "text")]
    [InlineData("n/a|", "empty")]
    public void A_look_is_what_the_strict_reading_of_a_kind_takes(string values, string looks) =>
        Assert.Equal(looks, LooksOf(null, values));

    [Theory]
    [InlineData(FieldKind.Phone, "2095257564|13800138000", "phone 100 %")]
    [InlineData(
        FieldKind.Phone,
        "030 901820 / 0151 23456789|Tel: 030 901820|+49 30 1 ::: +49 30 901820",
        "phone 100 %"
    )]
    [InlineData(FieldKind.Phone, "12|34 later", "number 50 %")]
    [InlineData(FieldKind.Date, "19081209|12/10|1990", "date 100 %")]
    [InlineData(FieldKind.Timestamp, "20240312|2024-03-12", "date 100 %")]
    [InlineData(FieldKind.PostalCode, "22202|10623", "number 100 %")]
    [InlineData(FieldKind.Email, "call ann@example.com now", "e-mail 100 %")]
    public void Digits_are_read_in_the_way_of_the_field_that_the_column_feeds(
        FieldKind kind,
        string values,
        string looks
    ) => Assert.Equal(looks, LooksOf(kind, values));

    static string LooksOf(FieldKind? kind, string values)
    {
        var looks = new ColumnLooks(kind);
        foreach (var value in values.Split('|'))
        {
            looks.Add(Encoding.UTF8.GetBytes(value));
        }
        return looks.ToString();
    }
}

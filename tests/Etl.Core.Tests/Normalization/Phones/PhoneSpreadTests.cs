using System.Text;
using Etl.Core.Batches;
using Etl.Core.Normalization;

namespace Etl.Core.Tests.Normalization.Phones;

/// <summary>Several numbers in one cell: the first stays, the others go to empty phone fields, and the rest is counted.</summary>
public sealed class PhoneSpreadTests
{
    static readonly string[] fields = ["phone", "mobile", "other_phone", "home_phone", "country"];

    [Theory]
    [InlineData("202-555-0143; 202-555-0144", "US", "+12025550143", "", "+12025550144", "")]
    [InlineData("202-555-0143, 202-555-0144", "US", "+12025550143", "", "+12025550144", "")]
    [InlineData("202-555-0143\n202-555-0144\r\n202-555-0145", "US", "+12025550143", "", "+12025550144", "+12025550145")]
    [InlineData("202-555-0143 or 202-555-0144", "US", "+12025550143", "", "+12025550144", "")]
    [InlineData("(202) 555-0143/(202) 555-0144", "US", "+12025550143", "", "+12025550144", "")]
    [InlineData("202-555-0143 / 202-555-0144 / 202-555-0145", "US", "+12025550143", "", "+12025550144", "+12025550145")]
    [InlineData("+12025550143 +12025550144", "", "+12025550143", "", "+12025550144", "")]
    [InlineData("+1 202 555 0143 ::: +44 20 7946 0000", "", "+12025550143", "", "+442079460000", "")]
    [InlineData("030/1234567; 0151/12345678", "DE", "+49301234567", "+4915112345678", "", "")]
    [InlineData("0151/12345678, 030/1234567", "DE", "+4915112345678", "", "+49301234567", "")]
    [InlineData("13800138000、13900139000", "CN", "+8613800138000", "+8613900139000", "", "")]
    [InlineData("202-555-0143 x12, 202-555-0144, ext 13", "US", "+12025550143;ext=12", "", "+12025550144;ext=13", "")]
    [InlineData("h 212-555-0100 w 2125550199", "US", "+12125550100", "", "+12125550199", "")] // w. 5 is an extension
    [InlineData("电话010-65529988 手机13800138000", "CN", "+861065529988", "+8613800138000", "", "")]
    [InlineData("手机：13800138000 电话：010-65529988", "CN", "+8613800138000", "", "+861065529988", "")]
    [InlineData("+33 1 70 18 99 00 mobile 06 12 34 56 78", "FR", "+33170189900", "+33612345678", "", "")]
    [InlineData("Tel: 202-555-0143; Cell: 202-555-0144", "US", "+12025550143", "", "+12025550144", "")]
    public void Numbers_of_a_list_are_spread(
        string value,
        string country,
        string phone,
        string mobile,
        string other,
        string home
    )
    {
        var batch = Clean(value, "", "", "", country);
        Assert.Equal((phone, mobile, other, home), Row(batch));
        Assert.Equal(1, CountOf(batch, "PHONE_SPLIT"));
        Assert.Equal(0, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Theory]
    [InlineData("(212) 555-0100 (212) 555-0199", "US", "+12125550100", "+12125550199", "")]
    [InlineData("212-555-0100 212-555-0199", "US", "+12125550100", "+12125550199", "")]
    [InlineData("212 555 0100 212 555 0199 212 555 0177", "US", "+12125550100", "+12125550199", "+12125550177")]
    [InlineData("030 1234567 030 7654321", "DE", "+49301234567", "+49307654321", "")]
    [InlineData("030 123 45 67 privat 030 7654321", "DE", "+49301234567", "+49307654321", "")]
    [InlineData("Tel (212) 555-0100 Fax (212) 555-0199", "US", "+12125550100", "+12125550199", "")]
    [InlineData("212-555-0100/0101", "US", "+12125550100", "+12125550101", "")]
    [InlineData("212-555-0100 / 0101 / 0102", "US", "+12125550100", "+12125550101", "+12125550102")]
    [InlineData("212-555-0100 or 0101", "US", "+12125550100", "+12125550101", "")]
    [InlineData("(212) 555-0100/01", "US", "+12125550100", "+12125550101", "")]
    [InlineData("030 1234567/8", "DE", "+49301234567", "+49301234568", "")]
    [InlineData("030 1234567 / 68", "DE", "+49301234567", "+49301234568", "")]
    [InlineData("089/123456/78", "DE", "+4989123456", "+4989123478", "")]
    [InlineData("030 123 45 67/68", "DE", "+49301234567", "+49301234568", "")]
    [InlineData("+49 30 1234567/8", "", "+49301234567", "+49301234568", "")]
    [InlineData("Tel: 030/123456 Fax: 030/123457", "DE", "+4930123456", "+4930123457", "")]
    [InlineData("911123456 - 911123457", "ES", "+34911123456", "+34911123457", "")]
    [InlineData("+1 212 555 0100 & 0101", "", "+12125550100", "+12125550101", "")]
    [InlineData("089 123456 und 123457", "DE", "+4989123456", "+4989123457", "")]
    [InlineData("089 223456 DW 12 oder 13", "DE", "+4989223456;ext=12", "+4989223456;ext=13", "")]
    [InlineData("212.555.0187 ext 12 or 13", "US", "+12125550187;ext=12", "+12125550187;ext=13", "")]
    [InlineData("030 1234567 und 1234568", "DE", "+49301234567", "+49301234568", "")]
    [InlineData("030 123 45 67, 123 45 68", "DE", "+49301234567", "+49301234568", "")]
    [InlineData("+49 30 1234567 / 1234568", "", "+49301234567", "+49301234568", "")]
    [InlineData("020 7946 0000 / 7946 0001", "GB", "+442079460000", "+442079460001", "")]
    [InlineData("0755-26543210-8001/8002", "CN", "+8675526543210;ext=8001", "+8675526543210;ext=8002", "")]
    [InlineData("Tel1: 030 2345678 Tel2: 030 3456789", "DE", "+49302345678", "+49303456789", "")]
    [InlineData("Phone 1: 212-555-0100; Phone 2: 212-555-0199", "US", "+12125550100", "+12125550199", "")]
    [InlineData("91 123 45 67 y 68", "ES", "+34911234567", "+34911234568", "")]
    [InlineData("03-1234-5678/5679", "JP", "+81312345678", "+81312345679", "")]
    [InlineData("03-3580-3311 / 3312", "JP", "+81335803311", "+81335803312", "")]
    [InlineData("0212 555 12 34/35", "TR", "+902125551234", "+902125551235", "")]
    [InlineData("(0xx11) 3456-7890 / (0xx11) 3456-7891", "BR", "+551134567890", "+551134567891", "")]
    [InlineData("(0xx11) 3456-7890 / 3456-7891", "BR", "+551134567890", "+551134567891", "")]
    public void Numbers_that_only_the_plan_tells_apart_are_spread(
        string value,
        string country,
        string phone,
        string other,
        string home
    )
    {
        var batch = Clean(value, "", "", "", country);
        Assert.Equal((phone, "", other, home), Row(batch));
        Assert.Equal(1, CountOf(batch, "PHONE_SPLIT"));
        Assert.Equal(0, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Theory]
    [InlineData("(111) 555-0100 (111) 555-0199; 3", "US")]
    [InlineData("212-555-0143/12", "US")]
    [InlineData("212-555-0143/1", "US")]
    [InlineData("212-555-0143 or 212-555-019", "US")]
    [InlineData("202-555-0143; 12345678901234", "US")]
    [InlineData("(212) 555-0143 111-555-0143", "US")]
    [InlineData("030 1234567 0171 2345678", "")]
    [InlineData("030 1234567/1", "DE")]
    [InlineData("030 1234567/12", "DE")]
    [InlineData("030 1234567/8", "")]
    [InlineData("212-555-0100 or 0101", "")]
    [InlineData("Tel: 030/123456 Fax: 030/123457", "")]
    [InlineData("600123456 - 600123457", "")]
    [InlineData("0171 2345678 oder 12", "DE")]
    [InlineData("089 123456und57", "DE")]
    [InlineData("0171 3345678 und 2345679", "DE")]
    [InlineData("0171/3345678, 2345679", "DE")]
    [InlineData("0301234567 und 1234568", "DE")]
    [InlineData("+49 171 234 5678 bis 80", "DE")]
    [InlineData("089 123456 (oder 57)", "DE")]
    [InlineData("030 123456 Herr Meier 12", "DE")]
    [InlineData("202-555-0143 x12 x13", "US")]
    [InlineData("2125550187 ext 13 or 12", "US")]
    [InlineData("0212 555 12 34 / 120", "TR")]
    [InlineData("＋８６ １３８００１３８０００/1512", "")]
    [InlineData("۰۱ ۵۳۴۴ ۶۹۹۳ ۸,37103710", "JE")]
    [InlineData("030 1234567, 1 - 2 - 3 - 4 - 5 - 6 - 8", "DE")]
    [InlineData("0212 555 12 34 - 35", "TR")]
    [InlineData("03-1234-5678 - 5690", "JP")]
    [InlineData("(212) 555-0101 - 120", "US")]
    public void What_cannot_be_told_apart_is_kept_as_it_is(string value, string country)
    {
        var batch = Clean(value, "", "", "", country);
        Assert.Equal((value, "", "", ""), Row(batch));
        Assert.Equal(["PHONE_LIST_UNREAD"], batch.Counts.Entries.Select(entry => entry.Code.Name));
        var strict = CleaningBench.Options(country.Length == 0 ? null : country, strict: true);
        Assert.Equal("rejected:PHONE_LIST_UNREAD", CleaningBench.Clean("phone", value, strict).Codes);
    }

    [Theory]
    [InlineData("12345678901234567890", "US")]
    [InlineData("1234567890 1234567890", "US")]
    [InlineData("12", "DE")]
    [InlineData("none", "US")]
    public void An_impossible_number_is_dropped(string value, string country)
    {
        var batch = Clean(value, "", "", "", country);
        Assert.Equal(("", "", "", ""), Row(batch));
        Assert.Equal(1, CountOf(batch, "PHONE_SYNTAX"));
    }

    [Theory]
    [InlineData("030/1234567", "DE", "+49301234567")]
    [InlineData("0171/1234567", "DE", "+491711234567")]
    [InlineData("+43 4/9  961/7/701/286", "", "+43499617701286")]
    [InlineData("202-555-0143, 12", "US", "+12025550143;ext=12")]
    [InlineData("202-555-0143, ext 12", "US", "+12025550143;ext=12")]
    [InlineData("+12025550143;ext=12", "", "+12025550143;ext=12")]
    [InlineData("13,800,138,000", "CN", "+8613800138000")]
    [InlineData("030/123/456", "DE", "+4930123456")]
    [InlineData("0212 555 12 34 - 120", "TR", "+902125551234;ext=120")]
    [InlineData("0212 555 12 34 – 120", "TR", "+902125551234;ext=120")]
    [InlineData("0212 555 12 34-120", "TR", "+902125551234;ext=120")]
    [InlineData("0 (212) 251 12 34 - 1205", "TR", "+902122511234;ext=1205")]
    [InlineData("01 42 68 53 00 - 120", "FR", "+33142685300;ext=120")]
    [InlineData("030 901820 - 120", "DE", "+4930901820120")]
    [InlineData("03-1234-5678", "JP", "+81312345678")]
    [InlineData("089/123/45/67", "DE", "+49891234567")]
    [InlineData("01/23/45/67/89", "FR", "+33123456789")]
    public void One_number_is_no_list(string value, string country, string cleaned)
    {
        var batch = Clean(value, "", "", "", country);
        Assert.Equal((cleaned, "", "", ""), Row(batch));
        Assert.Equal(0, CountOf(batch, "PHONE_SPLIT"));
    }

    [Theory]
    [InlineData("Tel 030 1234567, Fax 030 1234568", "", "+49301234567", "", "+49301234568")]
    [InlineData("Telefax: 030 1234568; T: 030 1234567", "", "+49301234567", "", "+49301234568")]
    [InlineData("T: 030/1234567 F: 030/1234568", "", "+49301234567", "", "+49301234568")]
    [InlineData("Fax 030 1234568; Fax 030 1234569", "", "+49301234568", "", "+49301234569")]
    [InlineData("Tel 030 1234567, Fax 030 1234568", "030 7654321", "+49301234567", "+49301234568", "+49307654321")]
    public void A_number_behind_the_word_fax_goes_to_an_empty_fax_field(
        string value,
        string present,
        string phone,
        string other,
        string fax
    )
    {
        var batch = CleaningBench.Batch(
            ["fax", "phone", "other_phone", "country"],
            [
                [.. new[] { present, value, "", "DE" }.Select(Encoding.UTF8.GetBytes)],
            ]
        );
        CleaningBench.Run(batch, NormalizationOptions.Default);
        Assert.Equal((phone, other, fax), (Text(batch, 1), Text(batch, 2), Text(batch, 0)));
        Assert.Equal(0, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Fact]
    public void No_number_is_written_over_another_and_a_fixed_line_never_goes_to_the_mobile_field()
    {
        var batch = Clean("030 1234567; 030 1234568; 030 1234569", "", "x", "030 7654321", "DE");
        Assert.Equal(("+49301234567", "", "", "+49307654321"), Row(batch));
        Assert.Equal(2, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Fact]
    public void What_the_fields_have_no_room_for_goes_to_the_rest()
    {
        var batch = CleaningBench.Batch(
            ["other_phone", "country", "custom.more_phones"],
            [
                ["202-555-0143; 202-555-0144 / 202-555-0145"u8.ToArray(), "US"u8.ToArray(), []],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal(("+12025550143", "202-555-0144; 202-555-0145"), (Text(batch, 0), Text(batch, 2)));
        Assert.Equal(0, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Theory]
    [InlineData("202-555-0143; 202-555-0144")]
    [InlineData("(202) 555-0143 / (202) 555-0144")]
    [InlineData("202-555-0143; 202-555-0144 / 202-555-0145")]
    public void A_list_without_room_is_kept_as_it_is_where_that_is_asked(string value)
    {
        var keeping = CleaningBench.Options("US") with { KeepsLists = true };
        Assert.Equal((value, "LIST_KEPT"), CleaningBench.Clean("phone", value, keeping));
        Assert.Equal("rejected:LIST_KEPT", CleaningBench.Clean("phone", value, keeping with { Strict = true }).Codes);
    }

    [Fact]
    public void The_same_number_is_placed_once()
    {
        var batch = Clean("202-555-0143; (202) 555-0143", "", "", "", "US");
        Assert.Equal(("+12025550143", "", "", ""), Row(batch));
        Assert.Equal(0, CountOf(batch, "PHONE_NO_ROOM"));
    }

    [Fact]
    public void Numbers_without_room_reject_a_record_under_strict()
    {
        var batch = CleaningBench.Batch(
            ["phone"],
            [
                ["202-555-0143; 202-555-0144"u8.ToArray()],
            ]
        );
        CleaningBench.Run(batch, CleaningBench.Options("US", strict: true));
        Assert.Equal("PHONE_NO_ROOM", Assert.Single(batch.Rejects).Code.Name);
    }

    [Fact]
    public void The_address_says_the_region_when_nothing_else_does()
    {
        var batch = CleaningBench.Batch(
            ["phone", "state", "postal_code"],
            [
                ["(907) 465-3500"u8.ToArray(), "AK"u8.ToArray(), "99811"u8.ToArray()],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal("+19074653500", Text(batch, 0));
    }

    static RecordBatch Clean(string phone, string mobile, string other, string home, string country)
    {
        var batch = CleaningBench.Batch(
            fields,
            [
                [.. new[] { phone, mobile, other, home, country }.Select(Encoding.UTF8.GetBytes)],
            ]
        );
        CleaningBench.Run(batch, NormalizationOptions.Default);
        return batch;
    }

    static (string Phone, string Mobile, string Other, string Home) Row(RecordBatch batch) =>
        (Text(batch, 0), Text(batch, 1), Text(batch, 2), Text(batch, 3));

    static string Text(RecordBatch batch, int column) => Encoding.UTF8.GetString(batch.Value(0, column));

    static long CountOf(RecordBatch batch, string code) =>
        batch.Counts.Entries.Where(entry => entry.Code.Name == code).Sum(entry => entry.Count);
}

using System.Text;

namespace Etl.Core.Tests.Normalization.Phones;

public sealed class PhoneCleanerTests
{
    const string Formatted = "PHONE_FORMATTED";
    const string Unknown = "PHONE_REGION_UNKNOWN";

    [Theory]
    [InlineData("+12025550143", "+12025550143", "")]
    [InlineData("+1 (202) 555-0143", "+12025550143", Formatted)]
    [InlineData("tel:+1-202-555-0143", "+12025550143", Formatted)]
    [InlineData("0044 20 7946 0000", "+442079460000", Formatted)]
    [InlineData("+44 (0)20 7946 0000", "+442079460000", Formatted)]
    [InlineData("0049(0)89 1234567", "+49891234567", Formatted)]
    [InlineData("+39 (0)6 69812345", "+390669812345", Formatted)]
    [InlineData("+86 138 0013 8000", "+8613800138000", Formatted)]
    [InlineData("＋８６ １３８００１３８０００", "+8613800138000", Formatted)]
    [InlineData("\u202A+1 202 555 0143\u202C", "+12025550143", Formatted)]
    [InlineData("+1\u00A0202\u2011555\u20130143", "+12025550143", Formatted)]
    [InlineData("+12025550143 x12", "+12025550143;ext=12", Formatted)]
    [InlineData("+12025550143 ext. 12", "+12025550143;ext=12", Formatted)]
    [InlineData("+12025550143#12", "+12025550143;ext=12", Formatted)]
    [InlineData("+12025550143;ext=12", "+12025550143;ext=12", "")]
    [InlineData("'+12025550143", "+12025550143", "EXCEL_TEXT_UNWRAPPED")]
    [InlineData("=\"+12025550143\"", "+12025550143", "EXCEL_TEXT_UNWRAPPED")]
    [InlineData("202-555-0143", "2025550143", Formatted + " " + Unknown)]
    [InlineData("2025550143", "2025550143", Unknown)]
    [InlineData("12345 x6", "12345;ext=6", Formatted + " " + Unknown)]
    [InlineData("13800138000.0", "13800138000", Formatted + " " + Unknown)]
    [InlineData("#N/A", "", "EXCEL_ERROR_VALUE")]
    [InlineData("  ", "", "TEXT_TRIMMED")]
    public void Numbers_without_a_region(string value, string cleaned, string codes) =>
        CleaningBench.Expect("phone", value, cleaned, codes);

    [Theory]
    [InlineData("(202) 555-0143", "+12025550143", Formatted)]
    [InlineData("1-202-555-0143", "+12025550143", Formatted)]
    [InlineData("1-800-FLOWERS", "+18003569377", Formatted + " PHONE_LETTERS_DIALLED")]
    [InlineData("1025550143", "+11025550143", Formatted + " PHONE_NOT_VALID")]
    [InlineData("+1 102 555 0143", "+11025550143", Formatted + " PHONE_NOT_VALID")]
    [InlineData("+1 202 155 0143", "+12021550143", Formatted + " PHONE_NOT_VALID")]
    [InlineData("555-0143", "5550143", "PHONE_AREA_MISSING " + Formatted)]
    public void Numbers_of_a_job_in_North_America(string value, string cleaned, string codes) =>
        CleaningBench.Expect("phone", value, cleaned, codes, CleaningBench.Options(country: "US"));

    [Theory]
    [InlineData("GB", "020 7946 0000", "+442079460000", Formatted)]
    [InlineData("GB", "44 20 7946 0000", "+442079460000", Formatted)]
    [InlineData("DE", "(030) 123456", "+4930123456", Formatted)]
    [InlineData("FR", "06 12 34 56 78", "+33612345678", Formatted)]
    [InlineData("IT", "06 6982 1234", "+390669821234", Formatted)]
    [InlineData("RU", "8 (495) 123-45-67", "+74951234567", Formatted)]
    [InlineData("CN", "138 0013 8000", "+8613800138000", Formatted)]
    [InlineData("CN", "8613800138000", "+8613800138000", Formatted)]
    [InlineData("AR", "011 15-2345-6789", "+5491123456789", Formatted)]
    [InlineData("BR", "0 15 11 99999-8888", "+5511999998888", Formatted)]
    [InlineData("AG", "460-1234", "+12684601234", Formatted)]
    [InlineData("JP", "010 1 202 555 0143", "+12025550143", Formatted)]
    [InlineData("AU", "0011 1 202 555 0143", "+12025550143", Formatted)]
    [InlineData("US", "011 44 20 7946 0000", "+442079460000", Formatted)]
    [InlineData("US", "00 44 20 7946 0000", "+442079460000", Formatted)]
    [InlineData("BY", "8~10 1 202 555 0143", "+12025550143", Formatted)]
    [InlineData("IN", "०११-२३०१-२३४५", "+911123012345", Formatted)]
    [InlineData("EG", "٠١٠٠١٢٣٤٥٦٧", "+201001234567", Formatted)]
    [InlineData("PL", "+48 (0)22 123 45 67", "+48221234567", Formatted)]
    [InlineData("DE", "49 (0)30 123456", "+4930123456", Formatted)]
    [InlineData("DE", "49(0)30/123456", "+4930123456", Formatted)]
    [InlineData("DE", "0049 (0) 30 123456", "+4930123456", Formatted)]
    [InlineData("DE", "49-30-123456", "+4930123456", Formatted)]
    [InlineData("GB", "44 (0)20 7946 0018", "+442079460018", Formatted)]
    [InlineData("IT", "39 (0)6 69812345", "+390669812345", Formatted)]
    public void National_numbers_follow_the_plan_of_their_region(
        string country,
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect("phone", value, cleaned, codes, CleaningBench.Options(country));

    [Theory]
    [InlineData("+7 495 123-45-67 доб. 15", "+74951234567;ext=15")]
    [InlineData("+7 495 123-45-67 (доб. 15)", "+74951234567;ext=15")]
    [InlineData("+81 3-1234-5678 内線12", "+81312345678;ext=12")]
    [InlineData("+86 10 6552 9988 转 801", "+861065529988;ext=801")]
    [InlineData("+86 10 6552 9988分机801", "+861065529988;ext=801")]
    [InlineData("+12025550143 Extension: 12", "+12025550143;ext=12")]
    [InlineData("+49 30 123456 App. 12", "+4930123456;ext=12")]
    [InlineData("+31 20 1234567 toestel 12", "+31201234567;ext=12")]
    [InlineData("+90 212 123 45 67 dahili 12", "+902121234567;ext=12")]
    [InlineData("+420 222 123 456 linka 12", "+420222123456;ext=12")]
    [InlineData("+48 22 123-45-67 w. 5", "+48221234567;ext=5")]
    [InlineData("+48 (22) 123-45-67 w.123", "+48221234567;ext=123")]
    [InlineData("+48221234567 W 12", "+48221234567;ext=12")]
    [InlineData("+66 2-123-4567 ต่อ 12", "+6621234567;ext=12")]
    [InlineData("+972 3-6123456 שלוחה 12", "+97236123456;ext=12")]
    [InlineData("+81 3-1234-5678（内線123）", "+81312345678;ext=123")]
    [InlineData("+12025550143,12", "+12025550143;ext=12")]
    [InlineData("+12025550143 - 12#", "+12025550143;ext=12")]
    [InlineData("+12025550143 ｅｘｔ １２", "+12025550143;ext=12")]
    public void Extensions_are_read_in_many_languages(string value, string cleaned) =>
        CleaningBench.Expect("phone", value, cleaned, Formatted);

    [Theory]
    [InlineData("Telefon: (202) 555-0143", "+12025550143")]
    [InlineData("Tel.: 202 555 0143", "+12025550143")]
    [InlineData("202-555-0143 (home)", "+12025550143")]
    [InlineData("202-555-0143 mobile", "+12025550143")]
    [InlineData("电话：202-555-0143", "+12025550143")]
    [InlineData("call me 202-555-0143", "+12025550143")]
    [InlineData("202-555-0143 after six", "+12025550143")]
    [InlineData("+49 30 123456 Zimmer 12", "+4930123456")]
    [InlineData("+49 30 123456 Mon-Fri 9-5", "+4930123456")]
    [InlineData("+49 30 123456 ab 18 Uhr", "+4930123456")]
    [InlineData("+1 202-555-0143 after 6pm", "+12025550143")]
    [InlineData("+81 3-1234-5678(代)", "+81312345678")]
    [InlineData("Tel1: +49 30 123456", "+4930123456")]
    public void Words_around_a_number_are_removed(string value, string cleaned) =>
        CleaningBench.Expect(
            "phone",
            value,
            cleaned,
            Formatted + " PHONE_TEXT_REMOVED",
            CleaningBench.Options(country: "US")
        );

    [Theory]
    [InlineData("+49 30 123456 24h", "+4930123456")]
    [InlineData("030 123456 (24h)", "+4930123456")]
    [InlineData("030 123456 24/7", "+4930123456")]
    [InlineData("030 123456 24x7", "+4930123456")]
    [InlineData("030 123456 24 Std", "+4930123456")]
    [InlineData("030 123456 2nd floor", "+4930123456")]
    [InlineData("Tel: 030 123456, 2nd floor (24h)", "+4930123456")]
    [InlineData("030 123456 1. OG", "+4930123456")]
    [InlineData("030 123456 (1. OG)", "+4930123456")]
    [InlineData("030 123456 (Raum 1204)", "+4930123456")]
    [InlineData("030 123456 [1]", "+4930123456")]
    [InlineData("030 123456 (2)", "+4930123456")]
    [InlineData("+1 212 736 5000 (2)", "+12127365000")]
    [InlineData("+34 91 123 45 67 3º piso", "+34911234567")]
    public void A_remark_with_digits_behind_a_number_is_removed(string value, string cleaned) =>
        CleaningBench.Expect(
            "phone",
            value,
            cleaned,
            Formatted + " PHONE_TEXT_REMOVED",
            CleaningBench.Options(country: "DE")
        );

    [Theory]
    [InlineData("030 12 34 56 78h", "+493012345678")]
    [InlineData("030 12 34 56 24 h", "+493012345624")]
    [InlineData("030 123 45 67. mobil", "+49301234567")]
    [InlineData("030 12345 (0)", "+4930123450")]
    [InlineData("030 12345-(0)", "+4930123450")]
    [InlineData("030 123456 (DW 12)", "+4930123456;ext=12")]
    [InlineData("030 123456 (12 34)", "+49301234561234")]
    [InlineData("030 (12)", "+493012")]
    public void Digits_that_may_be_the_end_of_the_number_are_no_remark(string value, string cleaned) =>
        Assert.Equal(cleaned, CleaningBench.Clean("phone", value, CleaningBench.Options(country: "DE")).Value);

    [Theory]
    [InlineData("8.613800138000E+12", "CN", "+8613800138000", "PHONE_SCIENTIFIC_EXPANDED")]
    [InlineData("1.3800138001e10", "CN", "+8613800138001", "PHONE_SCIENTIFIC_EXPANDED")]
    [InlineData("13800138000.0", "CN", "+8613800138000", "")]
    [InlineData("13,800,138,000", "CN", "+8613800138000", "")]
    [InlineData("\t13800138000\t", "CN", "+8613800138000", "")]
    public void What_spreadsheets_did_is_undone(string value, string country, string cleaned, string code) =>
        CleaningBench.Expect("phone", value, cleaned, (Formatted + " " + code).Trim(), CleaningBench.Options(country));

    [Theory]
    [InlineData("669821234", "IT", "+390669821234")]
    [InlineData("4915112345678", "US", "+4915112345678")]
    [InlineData("33612345678", "US", "+33612345678")]
    public void A_lost_zero_or_plus_is_restored_where_only_that_makes_the_number_valid(
        string value,
        string country,
        string cleaned
    ) =>
        CleaningBench.Expect(
            "phone",
            value,
            cleaned,
            Formatted + " PHONE_PREFIX_RESTORED",
            CleaningBench.Options(country)
        );

    [Theory]
    [InlineData("2079460000", "GB", "+442079460000", Formatted)]
    [InlineData("4512345678", "US", "+14512345678", Formatted + " PHONE_NOT_VALID")]
    [InlineData("451-234-5678", "US", "+14512345678", Formatted + " PHONE_NOT_VALID")]
    public void Nothing_is_restored_where_the_number_may_be_one_of_its_region(
        string value,
        string country,
        string cleaned,
        string codes
    ) => CleaningBench.Expect("phone", value, cleaned, codes, CleaningBench.Options(country));

    [Theory]
    [InlineData("336-1234-5678", "US")]
    [InlineData("12345", "US")]
    [InlineData("abc123456", "US")]
    [InlineData("+44 20 7946", "")]
    public void What_no_region_has_room_for_is_dropped_or_rejected(string value, string country)
    {
        var options = CleaningBench.Options(country);
        Assert.Equal(("", "PHONE_SYNTAX"), CleaningBench.Clean("phone", value, options));
        var strict = CleaningBench.Clean("phone", value, options with { Strict = true });
        Assert.Equal("rejected:PHONE_SYNTAX", strict.Codes);
    }

    [Theory]
    [InlineData("US", "212-555-O1OO", "+12125550100")]
    [InlineData("US", "2l2-555-OI00", "+12125550100")]
    [InlineData("US", "2O2.555.OO.12", "+12025550012")]
    [InlineData("US", "Tel: 2O2 555 0143 x1O", "+12025550143;ext=10")]
    [InlineData("DE", "O3O 1234567", "+49301234567")]
    public void A_letter_for_a_digit_is_read_as_the_digit_with_a_warning(string country, string value, string cleaned)
    {
        var result = CleaningBench.Clean("phone", value, CleaningBench.Options(country));
        Assert.Equal(cleaned, result.Value);
        Assert.Contains("PHONE_LETTER_FOR_DIGIT", result.Codes, StringComparison.Ordinal);
        Assert.DoesNotContain("PHONE_LETTERS_DIALLED", result.Codes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("US", "1O2-555-OI43")]
    [InlineData("US", "2l2-555-OIOO")]
    [InlineData("US", "212-555-A1BC")]
    [InlineData("US", "212-5S5-O1O")]
    [InlineData("", "212-555-O1OO")]
    public void Letters_among_digits_that_make_no_valid_number_are_never_dialled(string country, string value) =>
        Assert.Equal(("", "PHONE_SYNTAX"), CleaningBench.Clean("phone", value, CleaningBench.Options(country)));

    [Theory]
    [InlineData("1-800-FLOWERS", "+18003569377")]
    [InlineData("1-8OO-FLOWERS", "+18003569377")]
    [InlineData("1-800-GO-FEDEX", "+18004633339")]
    [InlineData("1-800-GOT-JUNK?", "+18004685865")]
    [InlineData("(800) GOT JUNK ?!", "+18004685865")]
    [InlineData("1-800-4-A-TAXIS", "+18004282947")]
    public void Words_are_dialled(string value, string cleaned) =>
        Assert.Equal(cleaned, CleaningBench.Clean("phone", value, CleaningBench.Options(country: "US")).Value);

    [Theory]
    [InlineData("MX", "+52 1 55 1234 5678", "+525512345678")]
    [InlineData("", "0052 1 55 1234 5678", "+525512345678")]
    [InlineData("CN", "010-65529988-8001", "+861065529988;ext=8001")]
    [InlineData("", "+86-10-65529988-801", "+861065529988;ext=801")]
    public void A_number_written_as_its_country_does_is_kept(string country, string value, string cleaned) =>
        Assert.Equal((cleaned, Formatted), CleaningBench.Clean("phone", value, CleaningBench.Options(country)));

    [Theory]
    [InlineData("BR", "(0xx11) 3456-7890", "+551134567890")]
    [InlineData("BR", "0xx11 3456-7890", "+551134567890")]
    [InlineData("BR", "(0XX21) 98765-4321", "+5521987654321")]
    [InlineData("BR", "(0**11) 3456-7890", "+551134567890")]
    [InlineData("BR", "0XX(11) 3456-7890", "+551134567890")]
    [InlineData("BR", "0(xx)11 3456-7890", "+551134567890")]
    [InlineData("BR", "0 xx 11 3456 7890", "+551134567890")]
    [InlineData("BR", "0-xx-11-3456-7890", "+551134567890")]
    [InlineData("BR", "0xx1134567890", "+551134567890")]
    [InlineData("BR", "+55 (0xx11) 3456-7890", "+551134567890")]
    [InlineData("", "+55 0xx11 3456-7890", "+551134567890")]
    [InlineData("", "0055 0xx11 3456-7890", "+551134567890")]
    [InlineData("BR", "(0xx11) 3456-7890 ramal 12", "+551134567890;ext=12")]
    public void The_place_of_the_carrier_in_a_number_of_Brazil_is_no_part_of_it(
        string country,
        string value,
        string cleaned
    ) => Assert.Equal((cleaned, Formatted), CleaningBench.Clean("phone", value, CleaningBench.Options(country)));

    [Theory]
    [InlineData("US", "(0xx11) 3456-7890")]
    [InlineData("", "(0xx11) 3456-7890")]
    [InlineData("BR", "(0xx) 3456-7890")]
    [InlineData("BR", "(0x11) 3456-7890")]
    [InlineData("BR", "(0xxx11) 3456-7890")]
    [InlineData("BR", "(0xx01) 3456-7890")]
    [InlineData("BR", "(10xx11) 3456-7890")]
    public void Two_signs_in_a_number_that_stand_for_no_carrier_are_not_taken_out(string country, string value) =>
        Assert.Equal(("", "PHONE_SYNTAX"), CleaningBench.Clean("phone", value, CleaningBench.Options(country)));

    [Theory]
    [InlineData("AT", "+43 57157773/67", "+435715777367")]
    [InlineData("", "+49 30 1234567/1", "+493012345671")]
    [InlineData("DE", "0049 30 1234567/12", "+4930123456712")]
    [InlineData("NG", "080096488480/297", "+23480096488480297")]
    public void A_valid_number_with_a_short_group_behind_a_slash_and_its_calling_code_is_one_with_a_warning(
        string country,
        string value,
        string cleaned
    ) =>
        Assert.Equal(
            (cleaned, "PHONE_END_DOUBTFUL " + Formatted),
            CleaningBench.Clean("phone", value, CleaningBench.Options(country))
        );

    [Theory]
    [InlineData("491712345678", "+49491712345678", "PHONE_CODE_DOUBTFUL " + Formatted)]
    [InlineData("4915112345678", "+494915112345678", "PHONE_CODE_DOUBTFUL " + Formatted)]
    [InlineData("49 171 2345678", "+49491712345678", "PHONE_CODE_DOUBTFUL " + Formatted)]
    [InlineData("49 171 2345678 mobil", "+49491712345678", "PHONE_CODE_DOUBTFUL " + Formatted + " PHONE_TEXT_REMOVED")]
    [InlineData("04917112345", "+494917112345", Formatted)]
    [InlineData("+49491712345678", "+49491712345678", "")]
    public void A_fixed_line_that_is_a_mobile_number_behind_its_calling_code_carries_a_warning(
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect("phone", value, cleaned, codes, CleaningBench.Options("DE"));

    [Theory]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("call me")]
    [InlineData("+1202555014")]
    [InlineData("+999 12345678")]
    [InlineData("+0 12345678")]
    [InlineData("+123")]
    [InlineData("+44 2079460000123456")]
    [InlineData("x12")]
    [InlineData("12345+6")]
    [InlineData("-")]
    public void What_is_no_number_is_dropped(string value) =>
        Assert.Equal(("", "PHONE_SYNTAX"), CleaningBench.Clean("phone", value, CleaningBench.Options(country: "US")));

    [Theory]
    [InlineData("8.61389E+12")]
    [InlineData("8,61389E+12")]
    [InlineData("1.38e10")]
    public void Scientific_notation_is_never_filled_with_zeros(string value) =>
        Assert.Equal(("", "PHONE_SCIENTIFIC_LOSSY"), CleaningBench.Clean("phone", value));

    [Theory]
    [InlineData("US", "+12025550143")]
    [InlineData("GB", "+442025550143")]
    [InlineData("", "+12025550143")]
    [InlineData("DE", "+492025550143")]
    [InlineData("Atlantis", "2025550143")]
    public void The_records_own_country_comes_before_the_jobs(string country, string cleaned)
    {
        var batch = CleaningBench.Batch(
            ["phone", "country"],
            [
                ["2025550143"u8.ToArray(), Encoding.UTF8.GetBytes(country)],
            ]
        );
        CleaningBench.Run(batch, CleaningBench.Options(country: "US"));
        Assert.Equal(cleaned, Encoding.UTF8.GetString(batch.Value(0, 0)));
    }
}

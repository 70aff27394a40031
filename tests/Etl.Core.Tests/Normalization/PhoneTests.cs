using System.Text;

namespace Etl.Core.Tests.Normalization;

public sealed class PhoneTests
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
    [InlineData("1025550143", "1025550143", Unknown)]
    [InlineData("555-0143", "5550143", Formatted + " " + Unknown)]
    public void Numbers_of_a_job_in_North_America(string value, string cleaned, string codes) =>
        CleaningBench.Expect("phone", value, cleaned, codes, CleaningBench.Options(country: "US"));

    [Theory]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("call me")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("+1 102 555 0143")]
    [InlineData("+1 202 155 0143")]
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
    [InlineData("GB", "2025550143")]
    [InlineData("", "+12025550143")]
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

using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization.Customs;

public sealed class CustomTypeTests
{
    [Theory]
    [InlineData("number", "1234.56", "1234.56")]
    [InlineData("number", "1,234.56", "1234.56")]
    [InlineData("number", "1,234,567", "1234567")]
    [InlineData("number", "12,34,567.8", "1234567.8")]
    [InlineData("number", "1 234.5", "1234.5")]
    [InlineData("number", "1'234.5", "1234.5")]
    [InlineData("number", "007", "7")]
    [InlineData("number", "0", "0")]
    [InlineData("number", "000", "0")]
    [InlineData("number", "-0.0", "0.0")]
    [InlineData("number", ".5", "0.5")]
    [InlineData("number", "00.5", "0.5")]
    [InlineData("number", "+5", "5")]
    [InlineData("number", "-5", "-5")]
    [InlineData("number", "−5", "-5")]
    [InlineData("number", "5-", "-5")]
    [InlineData("number", "(1,234.50)", "-1234.50")]
    [InlineData("number", " 12 ", "12")]
    [InlineData("number(de)", "1.234,56", "1234.56")]
    [InlineData("number(de)", "1.234.567", "1234567")]
    [InlineData("number(de)", "12,5", "12.5")]
    [InlineData("number(de)", "1.234", "1234")]
    [InlineData("number(de)", "1,234", "1.2340")]
    [InlineData("number(de)", "1234.56", "1234.56")]
    [InlineData("number(de)", "0,5", "0.5")]
    [InlineData("number(de)", "0,125", "0.125")]
    [InlineData("number(en)", "1.234", "1.234")]
    [InlineData("number(en)", "1,234", "1234")]
    [InlineData("number", "12,50", "12.50")]
    [InlineData("number", "1.234,56", "1234.56")]
    [InlineData("number", "1.234.567", "1234567")]
    [InlineData("number", "1,23,456.00", "123456.00")]
    [InlineData("number", "0,125", "0.125")]
    [InlineData("number", "1234,567", "1234.567")]
    [InlineData("number", "1 234,567", "1234.567")]
    [InlineData("number", "1.234,-", "1234")]
    [InlineData("number", "1'234.–", "1234")]
    [InlineData("number", "1.5E+3", "1500")]
    [InlineData("number", "1,5e-3", "0.0015")]
    [InlineData("number", "1.234E+0", "1.2340")]
    [InlineData("number(fr)", "1 234,56", "1234.56")]
    [InlineData("number(fr)", "1\u202F234,56", "1234.56")]
    [InlineData("number(de-CH)", "1'234.50", "1234.50")]
    [InlineData("number(de-CH)", "1’234.50", "1234.50")]
    [InlineData("number(es-MX)", "1,234.50", "1234.50")]
    public void Numbers_are_written_as_programs_write_them(string type, string value, string cleaned) =>
        Expect(type, value, cleaned);

    [Theory]
    [InlineData("currency", "$1,234.50", "1234.50 $")]
    [InlineData("currency", "$1,234.50 USD", "1234.50 USD")]
    [InlineData("currency", "US$ 1,234.50", "1234.50 USD")]
    [InlineData("currency", "CAD $5", "5 CAD")]
    [InlineData("currency", "12,50 €", "12.50 EUR")]
    [InlineData("currency", "1.234,50 EUR", "1234.50 EUR")]
    [InlineData("currency", "EUR1.234,50-", "-1234.50 EUR")]
    [InlineData("currency", "CHF 1'234.50", "1234.50 CHF")]
    [InlineData("currency", "CHF 1’234.–", "1234 CHF")]
    [InlineData("currency", "1 234,50 €", "1234.50 EUR")]
    [InlineData("currency", "(1.234,50) EUR", "-1234.50 EUR")]
    [InlineData("currency", "EUR (5)", "-5 EUR")]
    [InlineData("currency", "₹ 1,23,456/-", "123456 INR")]
    [InlineData("currency", "Rs.1,23,456.00", "123456.00 Rs.")]
    [InlineData("currency", "€ ,50", "0.50 EUR")]
    [InlineData("currency", "€5 EUR", "5 EUR")]
    [InlineData("currency", "¥5", "5 ¥")]
    [InlineData("currency", "5 KR", "5 kr")]
    [InlineData("currency", "1,234.50", "1234.50")]
    [InlineData("currency", "USD 5", "5 USD")]
    [InlineData("currency", "5 usd", "5 USD")]
    [InlineData("currency", "-$5", "-5 $")]
    [InlineData("currency", "$-5", "-5 $")]
    [InlineData("currency", "($5.00)", "-5.00 $")]
    [InlineData("currency", "R$ 5", "5 BRL")]
    [InlineData("currency", "₹12,34,567", "1234567 INR")]
    [InlineData("currency(de)", "1.234,50 €", "1234.50 EUR")]
    [InlineData("currency(de)", "5,- €", "5 EUR")]
    [InlineData("currency(de,EUR)", "5,-", "5 EUR")]
    [InlineData("currency(de,EUR)", "1.234,50", "1234.50 EUR")]
    [InlineData("currency(de,CHF)", "5 €", "5 EUR")]
    [InlineData("currency(CAD)", "$5", "5 CAD")]
    [InlineData("currency(CNY)", "¥5", "5 CNY")]
    [InlineData("currency(SEK)", "5 kr", "5 SEK")]
    [InlineData("currency(pl)", "1 234,50 zł", "1234.50 PLN")]
    [InlineData("bool", "Yes", "true")]
    [InlineData("bool", "ja", "true")]
    [InlineData("bool", "Sí", "true")]
    [InlineData("bool", "是", "true")]
    [InlineData("bool", "1", "true")]
    [InlineData("bool", "x", "true")]
    [InlineData("bool", "Nein", "false")]
    [InlineData("bool", "não", "false")]
    [InlineData("bool", "нет", "false")]
    [InlineData("bool", "0", "false")]
    [InlineData("bool", "FALSE", "false")]
    [InlineData("enum(Hot|Warm|Cold)", "hot", "Hot")]
    [InlineData("enum(Hot|Warm|Cold)", " COLD ", "Cold")]
    [InlineData("enum(Grün|Straße)", "GRÜN", "Grün")]
    [InlineData("date(dd.MM.yyyy)", "03.04.2024", "2024-04-03")]
    [InlineData("date(dd.MM.yyyy)", "3.4.2024", "2024-04-03")]
    [InlineData("date(M/d/yyyy)", "3/4/2024", "2024-03-04")]
    [InlineData("date(d MMM yyyy)", "3 März 2024", "2024-03-03")]
    [InlineData("date(yyyy年M月d日)", "2024年3月4日", "2024-03-04")]
    [InlineData("date(dd.MM.yyyy)", "2024-04-03", "2024-04-03")]
    [InlineData("date(yyyyMMdd)", "20240403", "2024-04-03")]
    [InlineData("date(ddMMyyyy)", "03042024", "2024-04-03")]
    [InlineData("date(ddMMMyyyy)", "03Apr2024", "2024-04-03")]
    [InlineData("date", "12 Mar 2024", "2024-03-12")]
    public void Other_values_are_written_as_their_type_says(string type, string value, string cleaned) =>
        Expect(type, value, cleaned);

    [Theory]
    [InlineData("number(en)", "1.234,56", "NUMBER_SYNTAX")]
    [InlineData("number(en)", "12,5", "NUMBER_SYNTAX")]
    [InlineData("number(en)", "1.234,-", "NUMBER_SYNTAX")]
    [InlineData("number", "1,23,45", "NUMBER_SYNTAX")]
    [InlineData("number", "1.23.456", "NUMBER_SYNTAX")]
    [InlineData("number", "(5)-", "NUMBER_SYNTAX")]
    [InlineData("number", "5 €", "NUMBER_SYNTAX")]
    [InlineData("currency", "12 %", "CURRENCY_SYNTAX")]
    [InlineData("number", "%", "NUMBER_SYNTAX")]
    [InlineData("number", "1.2.3", "NUMBER_SYNTAX")]
    [InlineData("number", "abc", "NUMBER_SYNTAX")]
    [InlineData("number", "-", "NUMBER_SYNTAX")]
    [InlineData("number", "5.", "NUMBER_SYNTAX")]
    [InlineData("number", "--5", "NUMBER_SYNTAX")]
    [InlineData("number(de)", "1,234.56", "NUMBER_SYNTAX")]
    [InlineData("number(de)", "1.23.456", "NUMBER_SYNTAX")]
    [InlineData("currency", "$5 EUR", "CURRENCY_SYNTAX")]
    [InlineData("currency", "€5 $", "CURRENCY_SYNTAX")]
    [InlineData("currency", "5 apples", "CURRENCY_SYNTAX")]
    [InlineData("currency", "EUR", "CURRENCY_SYNTAX")]
    [InlineData("bool", "maybe", "BOOL_SYNTAX")]
    [InlineData("bool", "2", "BOOL_SYNTAX")]
    [InlineData("bool", "-", "BOOL_SYNTAX")]
    [InlineData("enum(Hot|Warm)", "tepid", "ENUM_UNKNOWN")]
    [InlineData("date(dd.MM.yyyy)", "31.02.2024", "DATE_SYNTAX")]
    [InlineData("date(yyyyMMdd)", "2024043", "DATE_SYNTAX")]
    [InlineData("date(yyyyMMdd)", "202404031", "DATE_SYNTAX")]
    [InlineData("date(ddMMyyyy)", "31022024", "DATE_SYNTAX")]
    [InlineData("date(dd.MM.yyyy)", "03/04/2024", "DATE_SYNTAX")]
    [InlineData("date(dd.MM.yyyy)", "03.04.24", "DATE_SYNTAX")]
    public void Bad_values_are_dropped_or_reject_the_record(string type, string value, string code)
    {
        Assert.Equal(("", code), Clean(type, value));
        Assert.Equal("rejected:" + code, Clean(type, value, CleaningBench.Options(strict: true)).Codes);
    }

    [Theory]
    [InlineData("number", "１２３４．５", "1234.5")]
    [InlineData("number(de)", "－１．２３４，５", "-1234.5")]
    [InlineData("currency(en)", "１，２３４ EUR", "1234 EUR")]
    [InlineData("date(yyyy/MM/dd)", "２０２４／０３／０１", "2024-03-01")]
    public void Characters_of_full_width_are_read_as_ordinary_ones(string type, string value, string cleaned) =>
        Expect(type, value, cleaned);

    [Theory]
    [InlineData("number", "12%")]
    [InlineData("number", "12,5 %")]
    [InlineData("number", "%12")]
    [InlineData("number(de)", "-1.234 %")]
    public void A_percentage_is_kept_or_rejects_the_record(string type, string value)
    {
        Assert.Equal((value, "NUMBER_PERCENT"), Clean(type, value));
        Assert.Equal("rejected:NUMBER_PERCENT", Clean(type, value, CleaningBench.Options(strict: true)).Codes);
    }

    [Theory]
    [InlineData("number", "1.234")]
    [InlineData("number", "1,234")]
    [InlineData("number", "-123,456")]
    [InlineData("currency", "1.234 €")]
    [InlineData("currency", "$1,234")]
    public void A_number_that_could_be_two_is_kept_or_rejects_the_record(string type, string value)
    {
        Assert.Equal((value, "NUMBER_AMBIGUOUS"), Clean(type, value));
        Assert.Equal("rejected:NUMBER_AMBIGUOUS", Clean(type, value, CleaningBench.Options(strict: true)).Codes);
    }

    [Theory]
    [InlineData("CA", "$5", "5 CAD")]
    [InlineData("JP", "¥5", "5 JPY")]
    [InlineData("NO", "5 kr", "5 NOK")]
    [InlineData("DE", "$5", "5 $")]
    [InlineData("DE", "€5", "5 EUR")]
    public void A_sign_of_several_currencies_stands_for_that_of_the_jobs_country(
        string country,
        string value,
        string cleaned
    ) => Assert.Equal((cleaned, "NUMBER_FORMATTED"), Clean("currency", value, CleaningBench.Options(country)));

    [Theory]
    [InlineData("number", "1.23E+15", "1230000000000000", "NUMBER_FORMATTED PRECISION_LOST")]
    [InlineData("currency(de)", "1,23E+11 €", "123000000000 EUR", "NUMBER_FORMATTED PRECISION_LOST")]
    [InlineData("number", "1.23456789012E+11", "123456789012", "NUMBER_FORMATTED")]
    [InlineData("number", "1E+05", "100000", "NUMBER_FORMATTED")]
    public void A_number_that_a_spreadsheet_cut_is_flagged(string type, string value, string cleaned, string codes)
    {
        var actual = Clean(type, value);
        var sorted = actual.Codes.Split(' ').Order(StringComparer.Ordinal);
        Assert.Equal((cleaned, codes), (actual.Value, string.Join(' ', sorted)));
    }

    [Theory]
    [InlineData("number", "1.234", true)]
    [InlineData("number", "1.2340", false)]
    [InlineData("number", "0.125", false)]
    [InlineData("number(en)", "1.234", false)]
    public void What_could_be_two_numbers_is_text_for_a_store(string type, string value, bool isOpen) =>
        Assert.Equal(isOpen, ContactFields.Find("custom.x:" + type)!.Type!.IsOpenNumber(Encoding.UTF8.GetBytes(value)));

    [Theory]
    [InlineData("custom.revenue:number(de)", "custom.revenue", "number(de)")]
    [InlineData("custom.revenue:Number", "custom.revenue", "number")]
    [InlineData("custom.since:date(dd.MM.yyyy)", "custom.since", "date(dd.MM.yyyy)")]
    [InlineData("custom.at 10:30", "custom.at 10:30", null)]
    [InlineData("custom.Umsatz: netto", "custom.Umsatz: netto", null)]
    [InlineData("custom.a:b:bool", "custom.a:b", "bool")]
    [InlineData("custom.plain", "custom.plain", null)]
    public void A_type_stands_behind_the_name(string text, string name, string? type)
    {
        var field = ContactFields.Find(text)!;
        Assert.Equal((name, type), (field.Name, field.Type?.ToString()));
        Assert.Equal(field, ContactFields.Find(field.Written));
    }

    [Theory]
    [InlineData("Umsatz=custom.revenue:numbr")]
    [InlineData("Umsatz=custom.revenue:number(xx)")]
    [InlineData("Umsatz=custom.revenue:foo(de)")]
    [InlineData("Umsatz=custom.revenue:currency(EURO)")]
    [InlineData("Umsatz=custom.revenue:date(dd.MM.yy)")]
    [InlineData("Umsatz=custom.revenue:date(MM.yyyy)")]
    [InlineData("Umsatz=custom.revenue:date(dMyyyy)")]
    [InlineData("Umsatz=custom.revenue:enum()")]
    [InlineData("Umsatz=custom.revenue:bool(ja)")]
    public void A_wrong_type_is_explained(string assignment)
    {
        var message = Assert.Throws<JobException>(() => ColumnAssignment.Parse(assignment)).Message;
        Assert.Contains($"--set \"{assignment}\" cannot be used.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cleaning_a_cleaned_number_changes_nothing()
    {
        var random = new Random(20_261_122);
        string[] pieces = ["1", "23", "456", "000", ".", ",", " ", "-", "'", "€", "$", "EUR", "("];
        string[] types = ["number", "number(de)", "number(fr)", "currency", "currency(de)", "currency(de,EUR)"];
        for (var round = 0; round < 20_000; round++)
        {
            var value = string.Concat(random.GetItems(pieces, random.Next(1, 8)));
            var type = random.GetItems(types, 1)[0];
            var (cleaned, codes) = Clean(type, value);
            var kept = codes.Contains("NUMBER_AMBIGUOUS", StringComparison.Ordinal) ? "NUMBER_AMBIGUOUS" : "";
            Assert.Equal((cleaned, kept), Clean(type, cleaned));
        }
    }

    static void Expect(string type, string value, string cleaned)
    {
        var actual = Clean(type, value);
        Assert.Equal(cleaned, actual.Value);
        Assert.Equal(value == cleaned, actual.Codes.Length == 0);
        Assert.Equal((cleaned, ""), Clean(type, cleaned));
    }

    static (string Value, string Codes) Clean(string type, string value, NormalizationOptions? options = null)
    {
        var layout = new BatchLayout([new ColumnPlan("x", 0, ContactFields.Find("custom.x:" + type), "set")]);
        var batch = CleaningBench.Batch(layout, [Encoding.UTF8.GetBytes(value)]);
        CleaningBench.Run(batch, options);
        var codes = batch
            .Counts.Entries.Select(entry => entry.Code.Name)
            .Concat(batch.Rejects.Select(reject => "rejected:" + reject.Code.Name));
        return (Encoding.UTF8.GetString(batch.Value(0, 0)), string.Join(' ', codes));
    }
}

using Etl.Core.Normalization;

namespace Etl.Core.Tests.Normalization;

public sealed class DateTests
{
    [Theory]
    [InlineData("birthday", "٢٠٢٤/٠٣/١٢", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("birthday", "۱۹۸۵-۱۲-۱۰", "1985-12-10", "DATE_FORMATTED")]
    [InlineData("birthday", "٢٥؍١٢؍١٩٨٥", "1985-12-25", "DATE_FORMATTED")]
    [InlineData("birthday", "१२.०३.१९९०", "1990-03-12", "DATE_FORMATTED")]
    [InlineData("created_at", "٢٠٢٤-٠٣-١٢ ١٠:٣٠", "2024-03-12T10:30:00", "DATE_FORMATTED")]
    [InlineData("birthday", "٠٣/٠٤/١٩٩٠", "03/04/1990", "DATE_AMBIGUOUS DATE_FORMATTED")]
    public void Digits_of_any_script_are_digits(string field, string value, string cleaned, string codes) =>
        CleaningBench.Expect(field, value, cleaned, codes);

    [Theory]
    [InlineData("birthday", "1365/05/12")]
    [InlineData("birthday", "1402-02-31")]
    [InlineData("birthday", "14020512")]
    [InlineData("birthday", "12/05/1365")]
    [InlineData("birthday", "1402/05")]
    [InlineData("birthday", "۱۴۰۲/۰۵/۱۲")]
    [InlineData("birthday", "۱۲ فروردین ۱۳۶۵")]
    [InlineData("birthday", "15/09/1445 هـ")]
    [InlineData("birthday", "๑๒/๐๓/๒๕๓๐")]
    [InlineData("birthday", "12 มี.ค. 2530")]
    [InlineData("birthday", "12/3/2530 พ.ศ.")]
    [InlineData("birthday", "R5.3.1")]
    [InlineData("created_at", "1402-05-12T10:30:00Z")]
    [InlineData("created_at", "1402/05/12 10:30")]
    public void Years_of_other_calendars_are_never_read_as_Gregorian(string field, string value) =>
        CleaningBench.Expect(field, value, value, "DATE_OTHER_CALENDAR");

    [Theory]
    [InlineData("birthday", "1402 Main St", "", "DATE_SYNTAX")]
    [InlineData("birthday", "1402/13/45", "", "DATE_SYNTAX")]
    [InlineData("birthday", "2530-05-12", "2530-05-12", "DATE_IN_FUTURE")]
    [InlineData("created_at", "2024-03-12T14:02:00", "2024-03-12T14:02:00", "")]
    [InlineData("created_at", "2024-03-12T1402Z", "2024-03-12T14:02:00Z", "DATE_FORMATTED")]
    [InlineData("birthday", "R5.3", "", "DATE_SYNTAX")]
    [InlineData("birthday", "X5.3.1", "", "DATE_SYNTAX")]
    [InlineData("birthday", "令和5年3月1日", "2023-03-01", "DATE_FORMATTED")]
    [InlineData("birthday", "昭和60年5月12日", "1985-05-12", "DATE_FORMATTED")]
    [InlineData("birthday", "昭和60年", "1985", "DATE_FORMATTED DATE_PARTIAL")]
    [InlineData("birthday", "令和元年５月１日", "2019-05-01", "DATE_FORMATTED")]
    public void What_only_looks_like_one_is_read_as_before(string field, string value, string cleaned, string codes) =>
        CleaningBench.Expect(field, value, cleaned, codes);

    [Theory]
    [InlineData("JP", "R5.3.1", "2023-03-01", "DATE_FORMATTED")]
    [InlineData("JP", "s60/5/12", "1985-05-12", "DATE_FORMATTED")]
    [InlineData("JP", "H31-4-30", "2019-04-30", "DATE_FORMATTED")]
    [InlineData("JP", "H31-5-1", "", "DATE_SYNTAX")]
    [InlineData("JP", "S70.1.1", "", "DATE_SYNTAX")]
    [InlineData("DE", "R5.3.1", "R5.3.1", "DATE_OTHER_CALENDAR")]
    [InlineData("TH", "2530-05-12", "2530-05-12", "DATE_OTHER_CALENDAR")]
    [InlineData("TH", "12/5/2530", "12/5/2530", "DATE_OTHER_CALENDAR")]
    [InlineData("TH", "1987-05-12", "1987-05-12", "")]
    public void The_country_of_the_record_tells_the_calendar(
        string country,
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect("birthday", value, cleaned, codes, CleaningBench.Options(country));

    [Fact]
    public void A_day_in_digits_of_another_script_proves_the_order_of_its_column()
    {
        var batch = CleaningBench.Batch(["birthday"], [Value("٢٥/١٢/١٩٨٥")], [Value("٠٣/٠٤/١٩٩٠")]);
        var proof = new Etl.Core.Normalization.Dates.DateProof(0);
        proof.Add(batch);
        Assert.Equal(DateOrder.DayMonthYear, proof.Column.Order);

        static byte[] Value(string text) => System.Text.Encoding.UTF8.GetBytes(text);
    }

    [Theory]
    [InlineData("birthday", "Feb-82", "1982-02", "DATE_CENTURY_ASSUMED DATE_FORMATTED DATE_PARTIAL")]
    [InlineData("birthday", "Wednesday, May 9, 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "Mittwoch, 9. Mai 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "Wed 9 May 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "Feb-22", "Feb-22", "DATE_AMBIGUOUS")]
    [InlineData("birthday", "22-Feb", "--02-22", "DATE_FORMATTED")]
    [InlineData("birthday", "Feb 22", "--02-22", "DATE_FORMATTED")]
    [InlineData("birthday", "Feb-9", "--02-09", "DATE_FORMATTED")]
    [InlineData("created_at", "Feb-22", "Feb-22", "DATE_PARTIAL")]
    [InlineData("created_at", "Feb-82", "Feb-82", "DATE_CENTURY_UNKNOWN")]
    public void Weekdays_and_short_years_of_named_months_are_read(
        string field,
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect(field, value, cleaned, codes);

    [Theory]
    [InlineData("birthday", "13051990", "1990-05-13", "DATE_FORMATTED")]
    [InlineData("birthday", "05131990", "1990-05-13", "DATE_FORMATTED")]
    [InlineData("birthday", "09051990", "09051990", "DATE_AMBIGUOUS")]
    [InlineData("birthday", "05051990", "1990-05-05", "DATE_FORMATTED")]
    [InlineData("birthday", "13131990", "", "DATE_SYNTAX")]
    [InlineData("birthday", "9.V.1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 XII 1990", "1990-12-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9.XIII.1990", "", "DATE_SYNTAX")]
    [InlineData("birthday", "09 tháng 5 năm 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "Ngày 5 tháng 12 năm 1990", "1990-12-05", "DATE_FORMATTED")]
    [InlineData("birthday", "1990 m. gegužės 9 d.", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 במאי 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 مايو 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 أيار 1990", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 мая 1990 г.", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 мая 1990г", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 МАЯ 1990 ГОДА", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "09.05.1990 г.р.", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 травня 1990 р.", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 maja 1990 r.", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9 maja 1990 roku", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "9. maj 1990. godine", "1990-05-09", "DATE_FORMATTED")]
    [InlineData("birthday", "май 1990 г.", "1990-05", "DATE_FORMATTED DATE_PARTIAL")]
    [InlineData("birthday", "1990 год", "1990", "DATE_FORMATTED DATE_PARTIAL")]
    [InlineData("created_at", "9 мая 1990 г., 12:30", "1990-05-09T12:30:00", "DATE_FORMATTED")]
    [InlineData("birthday", "9 мая 1990 x", "", "DATE_SYNTAX")]
    [InlineData("birthday", "1990-05-09 г. x", "", "DATE_SYNTAX")]
    public void The_word_for_year_behind_it_is_passed_over(string field, string value, string cleaned, string codes) =>
        CleaningBench.Expect(field, value, cleaned, codes);

    [Theory]
    [InlineData("1980-05-01", "1980-05-01", "")]
    [InlineData("1980/5/1", "1980-05-01", "DATE_FORMATTED")]
    [InlineData("19800501", "1980-05-01", "DATE_FORMATTED")]
    [InlineData("01.05.1980", "1980-05-01", "DATE_FORMATTED")]
    [InlineData("1.5.1980", "1980-05-01", "DATE_FORMATTED")]
    [InlineData("12 Mar 2024", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("March 12, 2024", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("Mar 12th, 2024", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("12-mar-2024", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("13/02/2001", "2001-02-13", "DATE_FORMATTED")]
    [InlineData("02/13/2001", "2001-02-13", "DATE_FORMATTED")]
    [InlineData("03/03/2001", "2001-03-03", "DATE_FORMATTED")]
    [InlineData("03/04/2001", "03/04/2001", "DATE_AMBIGUOUS")]
    [InlineData("2024年3月12日", "2024-03-12", "DATE_FORMATTED")]
    [InlineData("1980-05-01 00:00:00", "1980-05-01", "DATE_FORMATTED")]
    [InlineData("1980-05-01T10:30:00Z", "1980-05-01", "DATE_TIME_DROPPED")]
    [InlineData("7-Feb-22", "2022-02-07", "DATE_CENTURY_ASSUMED DATE_FORMATTED")]
    [InlineData("7-Feb-77", "1977-02-07", "DATE_CENTURY_ASSUMED DATE_FORMATTED")]
    [InlineData("15.06.26", "2026-06-15", "DATE_CENTURY_ASSUMED DATE_FORMATTED")]
    [InlineData("16.06.26", "1926-06-16", "DATE_CENTURY_ASSUMED DATE_FORMATTED")]
    [InlineData("01-02-03", "01-02-03", "DATE_AMBIGUOUS")]
    [InlineData("2031-01-01", "2031-01-01", "DATE_IN_FUTURE")]
    [InlineData("2024-02-29", "2024-02-29", "")]
    public void Birthdays_become_iso_dates(string value, string cleaned, string codes) =>
        CleaningBench.Expect("birthday", value, cleaned, codes);

    [Theory]
    [InlineData(DateOrder.DayMonthYear, "03/04/2001", "2001-04-03")]
    [InlineData(DateOrder.MonthDayYear, "03/04/2001", "2001-03-04")]
    [InlineData(DateOrder.MonthDayYear, "13/04/2001", "2001-04-13")]
    [InlineData(DateOrder.DayMonthYear, "03042001", "2001-04-03")]
    [InlineData(DateOrder.MonthDayYear, "03042001", "2001-03-04")]
    public void The_order_that_the_user_names_settles_it(DateOrder order, string value, string cleaned) =>
        CleaningBench.Expect("birthday", value, cleaned, "DATE_FORMATTED", CleaningBench.Options(order: order));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2023-13-01")]
    [InlineData("31.04.2020")]
    [InlineData("13/13/2001")]
    [InlineData("yesterday")]
    [InlineData("12")]
    [InlineData("1980-05-01x")]
    [InlineData("1980-05-01 25:00")]
    [InlineData("123456789012-01-01")]
    public void Impossible_dates_are_dropped(string value) =>
        Assert.Equal(("", "DATE_SYNTAX"), CleaningBench.Clean("birthday", value));

    [Theory]
    [InlineData("0000-00-00")]
    [InlineData("00/00/0000")]
    [InlineData("0/0/00")]
    [InlineData("00.00.0000")]
    [InlineData("00000000")]
    [InlineData("1900-01-00")]
    [InlineData("1/0/1900")]
    [InlineData("0/1/1900")]
    [InlineData("1/0/00")]
    [InlineData("00-Jan-00")]
    [InlineData("0-Jan-1900")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("01/01/0001")]
    public void What_programs_write_for_no_date_is_empty(string value)
    {
        Assert.Equal(("", "DATE_NONE"), CleaningBench.Clean("birthday", value));
        Assert.Equal(("", "DATE_NONE"), CleaningBench.Clean("created_at", value));
        Assert.Equal(("", "DATE_NONE"), CleaningBench.Clean("birthday", value, CleaningBench.Options(strict: true)));
    }

    [Theory]
    [InlineData("--05-09", "--05-09", "")]
    [InlineData("--0509", "--05-09", "DATE_FORMATTED")]
    [InlineData(" --5-9", "--05-09", "DATE_FORMATTED TEXT_TRIMMED")]
    [InlineData("1604-05-09", "--05-09", "DATE_YEAR_UNKNOWN")]
    [InlineData("16040509", "--05-09", "DATE_YEAR_UNKNOWN")]
    [InlineData("5/9/1604", "5/9/1604", "DATE_AMBIGUOUS")]
    [InlineData("9 May", "--05-09", "DATE_FORMATTED")]
    [InlineData("May 9th", "--05-09", "DATE_FORMATTED")]
    [InlineData("9. Mai", "--05-09", "DATE_FORMATTED")]
    [InlineData("--02-29", "--02-29", "")]
    [InlineData("1604-02-29", "--02-29", "DATE_YEAR_UNKNOWN")]
    [InlineData("--02-30", "", "DATE_SYNTAX")]
    [InlineData("--13-01", "", "DATE_SYNTAX")]
    [InlineData("--", "", "DATE_SYNTAX")]
    [InlineData("5/9", "5/9", "DATE_AMBIGUOUS")]
    [InlineData("05-09", "05-09", "DATE_AMBIGUOUS")]
    [InlineData("25/12", "--12-25", "DATE_FORMATTED")]
    [InlineData("12/25", "--12-25", "DATE_FORMATTED")]
    [InlineData("5/5", "--05-05", "DATE_FORMATTED")]
    [InlineData("9.5.", "--05-09", "DATE_FORMATTED")]
    [InlineData("09.05", "--05-09", "DATE_FORMATTED")]
    [InlineData("5月9日", "--05-09", "DATE_FORMATTED")]
    [InlineData("5월 9일", "--05-09", "DATE_FORMATTED")]
    [InlineData("31/31", "", "DATE_SYNTAX")]
    [InlineData("30/2", "", "DATE_SYNTAX")]
    [InlineData("5 9", "", "DATE_SYNTAX")]
    [InlineData("May", "", "DATE_SYNTAX")]
    public void Birthdays_may_lack_their_year(string value, string cleaned, string codes) =>
        CleaningBench.Expect("birthday", value, cleaned, codes);

    [Theory]
    [InlineData(DateOrder.DayMonthYear, "--09-05")]
    [InlineData(DateOrder.MonthDayYear, "--05-09")]
    public void The_order_settles_birthdays_without_a_year(DateOrder order, string cleaned) =>
        CleaningBench.Expect("birthday", "5/9", cleaned, "DATE_FORMATTED", CleaningBench.Options(order: order));

    [Theory]
    [InlineData("1990-05", "1990-05")]
    [InlineData("1990/5", "1990-05")]
    [InlineData("05/1990", "1990-05")]
    [InlineData("5.1990", "1990-05")]
    [InlineData("May 1980", "1980-05")]
    [InlineData("Mai 1980", "1980-05")]
    [InlineData("mayo de 1980", "1980-05")]
    [InlineData("1980年5月", "1980-05")]
    [InlineData("1980年", "1980")]
    [InlineData("令和6年", "2024")]
    [InlineData("1980", "1980")]
    [InlineData("1980-05-00", "1980-05")]
    [InlineData("1980-00-00", "1980")]
    [InlineData("00.05.1980", "1980-05")]
    [InlineData("00/00/1980", "1980")]
    public void What_is_known_of_a_date_is_kept(string value, string cleaned)
    {
        var codes = value == cleaned ? "DATE_PARTIAL" : "DATE_FORMATTED DATE_PARTIAL";
        Assert.Equal((cleaned, codes), CleaningBench.Clean("birthday", value));
        Assert.Equal((cleaned, "DATE_PARTIAL"), CleaningBench.Clean("birthday", cleaned));
        Assert.Equal((cleaned, codes), CleaningBench.Clean("created_at", value));
    }

    [Theory]
    [InlineData("1980-13")]
    [InlineData("1980-13-00")]
    [InlineData("13/1980")]
    [InlineData("1234")]
    [InlineData("5/90")]
    [InlineData("1980-1990")]
    [InlineData("1980-00")]
    public void What_is_no_part_of_a_date_is_dropped(string value) =>
        Assert.Equal(("", "DATE_SYNTAX"), CleaningBench.Clean("birthday", value));

    [Theory]
    [InlineData("--05-09", "--05-09", "DATE_PARTIAL")]
    [InlineData("9 May", "9 May", "DATE_PARTIAL")]
    [InlineData("5/9", "5/9", "DATE_PARTIAL")]
    [InlineData("1604-05-09", "1604-05-09", "")]
    public void Points_in_time_have_a_year(string value, string cleaned, string codes) =>
        CleaningBench.Expect("created_at", value, cleaned, codes);

    [Theory]
    [InlineData("5. März 2024")]
    [InlineData("5. Mär. 2024")]
    [InlineData("05.Mrz.2024")]
    [InlineData("5 mars 2024")]
    [InlineData("5 MARS 2024")]
    [InlineData("5 de marzo de 2024")]
    [InlineData("5 de março de 2024")]
    [InlineData("5 marzo 2024")]
    [InlineData("5 maart 2024")]
    [InlineData("5 mrt. 2024")]
    [InlineData("5 marca 2024")]
    [InlineData("5. března 2024")]
    [InlineData("5 mars, 2024")]
    [InlineData("5. marts 2024")]
    [InlineData("5. maaliskuuta 2024")]
    [InlineData("5 Mart 2024")]
    [InlineData("5 марта 2024")]
    [InlineData("5 березня 2024")]
    [InlineData("2024. március 5.")]
    [InlineData("5 Μαρτίου 2024")]
    [InlineData("5. ožujka 2024.")]
    [InlineData("5th of March 2024")]
    [InlineData("2024年3月5日")]
    [InlineData("２０２４年３月５日")]
    [InlineData("２０２４／０３／０５")]
    [InlineData("令和6年3月5日")]
    [InlineData("2024년 3월 5일")]
    [InlineData("2024. 3. 5.")]
    public void Dates_are_read_in_many_languages(string value) =>
        CleaningBench.Expect("birthday", value, "2024-03-05", "DATE_FORMATTED");

    [Theory]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("平成元年1月8日", "1989-01-08")]
    [InlineData("昭和55年1月2日", "1980-01-02")]
    [InlineData("民國79年5月9日", "1990-05-09")]
    [InlineData("民国 79 年 5 月 9 日", "1990-05-09")]
    [InlineData("中華民國113年12月31日", "2024-12-31")]
    [InlineData("民國元年1月1日", "1912-01-01")]
    [InlineData("民國79/5/9", "1990-05-09")]
    [InlineData("1er janvier 1980", "1980-01-01")]
    [InlineData("1º de mayo de 1980", "1980-05-01")]
    [InlineData("28 févr. 1980", "1980-02-28")]
    [InlineData("3 août 1980", "1980-08-03")]
    [InlineData("3 Ağustos 1980", "1980-08-03")]
    [InlineData("31 paź 1980", "1980-10-31")]
    [InlineData("31 ottobre 1980", "1980-10-31")]
    public void Further_dates_are_read(string value, string cleaned) =>
        CleaningBench.Expect("birthday", value, cleaned, "DATE_FORMATTED");

    [Theory]
    [InlineData("3 listopad 1980")]
    [InlineData("3 foo 1980")]
    [InlineData("令和")]
    public void A_month_that_could_be_two_and_words_that_are_none_are_not_read(string value) =>
        Assert.Equal(("", "DATE_SYNTAX"), CleaningBench.Clean("birthday", value));

    [Theory]
    [InlineData("2024-03-12T14:05:06Z", "2024-03-12T14:05:06Z", "")]
    [InlineData("2024-03-12 14:05:06", "2024-03-12T14:05:06", "DATE_FORMATTED")]
    [InlineData("2024-03-12T14:05:06.123+0200", "2024-03-12T14:05:06.123+02:00", "DATE_FORMATTED")]
    [InlineData("2024-03-12 14:05 UTC", "2024-03-12T14:05:00Z", "DATE_FORMATTED")]
    [InlineData("3/13/2024 2:05 PM", "2024-03-13T14:05:00", "DATE_FORMATTED")]
    [InlineData("3/13/2024 12:05 AM", "2024-03-13T00:05:00", "DATE_FORMATTED")]
    [InlineData("20240312T140506Z", "2024-03-12T14:05:06Z", "DATE_FORMATTED")]
    [InlineData("2024-03-12", "2024-03-12", "")]
    [InlineData("03-04-2024 14:05", "03-04-2024 14:05", "DATE_AMBIGUOUS")]
    [InlineData("7-Feb-22", "7-Feb-22", "DATE_CENTURY_UNKNOWN")]
    [InlineData("2024-03-12T14", "", "DATE_SYNTAX")]
    public void Points_in_time_keep_their_offset(string value, string cleaned, string codes) =>
        CleaningBench.Expect("created_at", value, cleaned, codes);
}

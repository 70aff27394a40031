using Etl.Core.Normalization;

namespace Etl.Core.Tests.Normalization;

public sealed class DateTests
{
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
    public void The_order_that_the_user_names_settles_it(DateOrder order, string value, string cleaned) =>
        CleaningBench.Expect("birthday", value, cleaned, "DATE_FORMATTED", CleaningBench.Options(order: order));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2023-13-01")]
    [InlineData("31.04.2020")]
    [InlineData("00/00/0000")]
    [InlineData("0000-00-00")]
    [InlineData("13/13/2001")]
    [InlineData("yesterday")]
    [InlineData("12")]
    [InlineData("1980-05-01x")]
    [InlineData("1980-05-01 25:00")]
    [InlineData("123456789012-01-01")]
    public void Impossible_dates_are_dropped(string value) =>
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

using System.Globalization;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Dates;
using Etl.Core.Schema;

namespace Etl.Core.Tests.Normalization;

public sealed class DateColumnTests
{
    [Theory]
    [InlineData("03/04/2001|25/12/2001", DateOrder.DayMonthYear)]
    [InlineData("03/04/2001|12/25/2001", DateOrder.MonthDayYear)]
    [InlineData("03/04/2001|12/25/2001|25/12/2001", DateOrder.Unknown)]
    [InlineData("03/04/2001|05/06/2001", DateOrder.Unknown)]
    [InlineData("03/04/2001|31/02/2001", DateOrder.Unknown)]
    [InlineData("03/04/2001|25.12.2001", DateOrder.Unknown)]
    [InlineData("03/04/2001|2001-12-25", DateOrder.Unknown)]
    [InlineData("03-04-2001|25-12-2001 10:00", DateOrder.DayMonthYear)]
    [InlineData("03-04-01|25-12-01", DateOrder.Unknown)]
    [InlineData("3/4/01|12/25/01", DateOrder.MonthDayYear)]
    [InlineData(" 25/12/2001 |", DateOrder.DayMonthYear)]
    [InlineData("01021990|25121992", DateOrder.DayMonthYear)]
    [InlineData("01021990|12251992", DateOrder.MonthDayYear)]
    [InlineData("01021990|12251992|25121992", DateOrder.Unknown)]
    [InlineData("01021990|19901225", DateOrder.Unknown)]
    [InlineData("01021990|25131992", DateOrder.Unknown)]
    [InlineData("25/12/2001x", DateOrder.Unknown)]
    [InlineData("n/a|", DateOrder.Unknown)]
    [InlineData("5/9|25/12", DateOrder.DayMonthYear)]
    [InlineData("5/9|12-25", DateOrder.MonthDayYear)]
    [InlineData("5/9|25.12.", DateOrder.Unknown)]
    [InlineData("5/9|--12-25", DateOrder.Unknown)]
    [InlineData("5/9|5/90", DateOrder.Unknown)]
    public void One_date_proves_the_order_of_the_column(string values, DateOrder order) =>
        Assert.Equal(
            (order, false),
            DateColumn.Of(new ColumnSamples(Sample(values)), 0) is var column
                ? (column.Order, column.HasSerialDays)
                : default
        );

    [Theory]
    [InlineData("45123|36526|n/a|", true)]
    [InlineData("45123.5|366", true)]
    [InlineData("45123|2001-01-01", true)]
    [InlineData("1985|1990", false)]
    [InlineData("45123|1985", false)]
    [InlineData("45123|36526|1985", true)]
    [InlineData("45123|1985|1986", false)]
    [InlineData("45123|80001", false)]
    [InlineData("366|367", false)]
    [InlineData("", false)]
    public void Numbers_of_days_are_known_by_the_whole_column(string values, bool isSerial) =>
        Assert.Equal(isSerial, DateColumn.Of(new ColumnSamples(Sample(values)), 0).HasSerialDays);

    [Theory]
    [InlineData("03/04/2001|25/12/2001", "2001-04-03|2001-12-25", "DATE_FORMATTED 2")]
    [InlineData("5/9|25/12/2001", "--09-05|2001-12-25", "DATE_FORMATTED 2")]
    [InlineData("03/04/2001|12/25/2001", "2001-03-04|2001-12-25", "DATE_FORMATTED 2")]
    [InlineData(
        "03/04/2001|12/25/2001|25/12/2001",
        "03/04/2001|2001-12-25|2001-12-25",
        "DATE_AMBIGUOUS 1 DATE_FORMATTED 2"
    )]
    [InlineData(
        "45123|1|366|36526.75",
        "2023-07-16|1900-01-01|1900-12-31|2000-01-01",
        "DATE_SERIAL 3 DATE_TIME_DROPPED 1"
    )]
    public void Dates_are_read_by_what_their_column_proves(string values, string cleaned, string codes) =>
        Assert.Equal((cleaned, codes), Clean("birthday", values, DateOrder.Unknown));

    [Theory]
    [InlineData("12/25/1990|05.06.1990", "1990-12-25|05.06.1990", "DATE_AMBIGUOUS 1 DATE_FORMATTED 1")]
    [InlineData("12/25/1990|25.06.1990", "1990-12-25|1990-06-25", "DATE_FORMATTED 2")]
    [InlineData("25/12/1990|05.06.1990", "1990-12-25|1990-06-05", "DATE_FORMATTED 2")]
    [InlineData("12/25/1990|05-06-1990", "1990-12-25|05-06-1990", "DATE_AMBIGUOUS 1 DATE_FORMATTED 1")]
    [InlineData("25-12-1990|05/06/1990", "1990-12-25|05/06/1990", "DATE_AMBIGUOUS 1 DATE_FORMATTED 1")]
    [InlineData("02/29|05.09", "--02-29|05.09", "DATE_AMBIGUOUS 1 DATE_FORMATTED 1")]
    [InlineData("02/29|05/09|05.09.", "--02-29|--05-09|05.09.", "DATE_AMBIGUOUS 1 DATE_FORMATTED 2")]
    public void A_date_proves_nothing_about_those_of_other_separators(string values, string cleaned, string codes) =>
        Assert.Equal((cleaned, codes), Clean("birthday", values, DateOrder.Unknown));

    [Theory]
    [InlineData("33001|1900-01-00|45123", "1990-05-08||2023-07-16", "DATE_NONE 1 DATE_SERIAL 2")]
    [InlineData("33001|1990-01-02|45123", "1990-05-08|1990-01-02|2023-07-16", "DATE_SERIAL 2")]
    [InlineData("33001|n/a 7|45123", "||", "DATE_SYNTAX 3")]
    [InlineData("33001|1985|45123", "1990-05-08|1985|2023-07-16", "DATE_PARTIAL 1 DATE_SERIAL 2")]
    [InlineData("33001|0|45123", "1990-05-08||2023-07-16", "DATE_NONE 1 DATE_SERIAL 2")]
    [InlineData("12.03.1980|0|29292", "1980-03-12||1980-03-12", "DATE_FORMATTED 1 DATE_NONE 1 DATE_SERIAL 1")]
    [InlineData("33001|-1|45123", "1990-05-08||2023-07-16", "DATE_SERIAL 2 DATE_SYNTAX 1")]
    [InlineData("33001|99999|45123", "1990-05-08||2023-07-16", "DATE_SERIAL 2 DATE_SYNTAX 1")]
    [InlineData("33001|60|45123", "1990-05-08||2023-07-16", "DATE_SERIAL 2 DATE_SYNTAX 1")]
    [InlineData("33001|99999|99998|45123", "|||", "DATE_SYNTAX 4")]
    public void Numbers_are_days_beside_dates_and_none(string values, string cleaned, string codes) =>
        Assert.Equal((cleaned, codes), Clean("birthday", values, DateOrder.Unknown));

    [Theory]
    [InlineData("Feb-22|May-75", "2022-02|1975-05", "DATE_CENTURY_ASSUMED 2 DATE_FORMATTED 2 DATE_PARTIAL 2")]
    [InlineData("Feb-22|May-09", "Feb-22|May-09", "DATE_AMBIGUOUS 2")]
    public void Two_digits_behind_a_month_are_a_year_where_one_is_no_day(string values, string cleaned, string codes) =>
        Assert.Equal((cleaned, codes), Clean("birthday", values, DateOrder.Unknown));

    [Fact]
    public void One_slip_does_not_take_the_days_from_a_column_of_them()
    {
        var days = Enumerable.Range(33001, 20).Select(day => day.ToString(CultureInfo.InvariantCulture)).ToArray();
        Assert.True(DateColumn.Of(new ColumnSamples(Sample(string.Join('|', [.. days, "x 7"]))), 0).HasSerialDays);
        Assert.False(
            DateColumn.Of(new ColumnSamples(Sample(string.Join('|', [.. days, "x 7", "x 8"]))), 0).HasSerialDays
        );
    }

    [Theory]
    [InlineData("03.25.2024", "2024-03-25", "DATE_FORMATTED 1")]
    [InlineData("25.03.2024", "2024-03-25", "DATE_FORMATTED 1")]
    [InlineData("03.04.2024", "2024-04-03", "DATE_FORMATTED 1")]
    [InlineData("03.25.2024|03.04.2024", "2024-03-25|2024-03-04", "DATE_FORMATTED 2")]
    [InlineData(
        "03.25.2024|25.03.2024|03.04.2024",
        "2024-03-25|2024-03-25|03.04.2024",
        "DATE_AMBIGUOUS 1 DATE_FORMATTED 2"
    )]
    [InlineData("03.25.2024|03/04/2024", "2024-03-25|03/04/2024", "DATE_AMBIGUOUS 1 DATE_FORMATTED 1")]
    [InlineData("13.25.2024", "", "DATE_SYNTAX 1")]
    public void Dates_with_points_may_have_the_month_first(string values, string cleaned, string codes) =>
        Assert.Equal((cleaned, codes), Clean("created_at", values, DateOrder.Unknown));

    [Fact]
    public void Points_in_time_keep_the_fraction_of_the_day() =>
        Assert.Equal(
            ("2023-07-16T12:00:00|2000-01-01", "DATE_SERIAL 2"),
            Clean("created_at", "45123.5|36526", DateOrder.Unknown)
        );

    [Fact]
    public void The_user_is_right_against_the_column() =>
        Assert.Equal(
            ("2001-03-04|2001-12-25", "DATE_FORMATTED 2"),
            Clean("birthday", "03/04/2001|25/12/2001", DateOrder.MonthDayYear)
        );

    [Theory]
    [InlineData("03/04/2001", "25/12/2001", DateOrder.DayMonthYear, 1)]
    [InlineData("25/12/2001", "12/25/2001", DateOrder.Unknown, 1)]
    [InlineData("2001-04-03", "25/12/2001", DateOrder.Unknown, 0)]
    public void Records_from_further_behind_prove_the_order_where_it_matters(
        string first,
        string other,
        DateOrder order,
        int reads
    )
    {
        var count = 0;
        var samples = new ColumnSamples(
            Sample(first),
            () =>
            {
                count++;
                return [Sample(other)];
            }
        );
        Assert.Equal((order, reads), (DateColumn.Of(samples, 0).Order, count));
    }

    [Fact]
    public void A_finding_says_what_was_proven()
    {
        var sample = Sample("03/04/2001|25/12/2001");
        var mapping = new HeaderMapping(sample.Layout, []);
        var finding = Assert.Single(DateColumns.Judge(mapping, new ColumnSamples(sample), isOrderSaid: false).Findings);
        Assert.Equal(MappingFindingKind.DateOrder, finding.Kind);
        Assert.Contains("day/month/year", finding.Sentence, StringComparison.Ordinal);
        Assert.Empty(DateColumns.Judge(mapping, new ColumnSamples(sample), isOrderSaid: true).Findings);
    }

    [Fact]
    public void A_pattern_of_the_user_needs_no_proof()
    {
        var field = ContactFields.Find("custom.since:date(dd.MM.yyyy)");
        var layout = new BatchLayout([new ColumnPlan("x", 0, field, "set")]);
        var sample = CleaningBench.Batch(layout, [Encoding.UTF8.GetBytes("25/12/2001")]);
        Assert.Empty(
            DateColumns.Judge(new HeaderMapping(layout, []), new ColumnSamples(sample), isOrderSaid: false).Findings
        );
    }

    [Theory]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("61", "1900-03-01")]
    [InlineData("25569", "1970-01-01")]
    [InlineData("45351", "2024-02-29")]
    public void Days_are_counted_as_spreadsheets_count(string number, string date)
    {
        Assert.True(SerialDay.TryRead(Encoding.UTF8.GetBytes(number), out var day, out _));
        Assert.Equal(date, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    static (string Values, string Codes) Clean(string field, string values, DateOrder order)
    {
        var sample = Sample(values, field);
        var isOrderSaid = order != DateOrder.Unknown;
        var layout = DateColumns
            .Judge(new HeaderMapping(sample.Layout, []), new ColumnSamples(sample), isOrderSaid)
            .Layout;
        foreach (var (column, normalizer) in Normalizers.Plan(layout, CleaningBench.Options(order: order)))
        {
            normalizer.Normalize(sample, column);
        }
        var cleaned = Enumerable.Range(0, sample.RowCount).Select(row => Encoding.UTF8.GetString(sample.Value(row, 0)));
        var codes = sample
            .Counts.Entries.OrderBy(entry => entry.Code.Name, StringComparer.Ordinal)
            .Select(entry => $"{entry.Code.Name} {entry.Count}");
        return (string.Join('|', cleaned), string.Join(' ', codes));
    }

    static RecordBatch Sample(string values, string field = "birthday") =>
        CleaningBench.Batch([field], [.. values.Split('|').Select(value => new[] { Encoding.UTF8.GetBytes(value) })]);
}

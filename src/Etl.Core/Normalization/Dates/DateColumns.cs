using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Dates;

/// <summary>Looks at the date columns of an input before its records are read.</summary>
public static class DateColumns
{
    /// <summary>The mapping with what a sample proves about its date columns, and a finding for each that is proven something.</summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="samples">Records of it.</param>
    /// <param name="isOrderSaid">True when the user says the order of day and month, which then needs no proof.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, ColumnSamples samples, bool isOrderSaid)
    {
        var columns = mapping.Layout.Columns.ToArray();
        var findings = new List<MappingFinding>(mapping.Findings);
        for (var column = 0; column < columns.Length; column++)
        {
            if (
                columns[column] is not { SourceIndex: >= 0, Field.Kind: FieldKind.Date or FieldKind.Timestamp } plan
                || plan.Field.Type is { Argument.Length: > 0 } // a pattern of the user is all that is read
            )
            {
                continue;
            }
            var dates = DateColumn.Of(samples, column);
            dates = isOrderSaid ? dates with { Order = DateOrder.Unknown } : dates;
            columns[column] = plan with { Dates = dates };
            if (Sentence(plan, dates) is { } sentence)
            {
                findings.Add(new MappingFinding(MappingFindingKind.DateOrder, column, sentence));
            }
        }
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = mapping.Layout.Arrangement },
            Findings = findings,
        };
    }

    static string Separated(DateSeparators separators) =>
        separators switch
        {
            DateSeparators.Slash => " with slashes",
            DateSeparators.Dash => " with hyphens",
            _ => "",
        };

    static string? Sentence(ColumnPlan plan, DateColumn dates) =>
        dates switch
        {
            { HasSerialDays: true } =>
                $"The numbers in the column \"{plan.Header}\" are days, as spreadsheets store dates.",
            { Order: DateOrder.DayMonthYear } =>
                $"The dates of the column \"{plan.Header}\"{Separated(dates.Separators)} are read as day/month/year, because some of them can be read in no other way; say otherwise with --date-order mdy.",
            { Order: DateOrder.MonthDayYear } =>
                $"The dates of the column \"{plan.Header}\"{Separated(dates.Separators)} are read as month/day/year, because some of them can be read in no other way; say otherwise with --date-order dmy.",
            _ => null,
        };
}

using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>What the first values of a date column prove about all of them.</summary>
/// <param name="Order">How its dates are read that could mean two days; unknown when nothing proves it, or when values contradict each other.</param>
/// <param name="HasSerialDays">
/// True when its plain numbers are days, as spreadsheets store dates: each is one, and what is no number is a date or none.
/// </param>
public sealed record DateColumn(DateOrder Order, bool HasSerialDays)
{
    /// <summary>Nothing is proven.</summary>
    public static readonly DateColumn Unproven = new(DateOrder.Unknown, HasSerialDays: false);

    /// <summary>A column of plain numbers is one of days only if one of them lies behind this: 18 May 1927.</summary>
    const int SurelySerialDigits = 5;

    /// <summary>Judges a column of a parsed sample. One date with a number beyond 12 in a place proves the order of all.</summary>
    public static DateColumn Of(RecordBatch sample, int column)
    {
        var proofs = new bool[Enum.GetValues<DateOrder>().Length];
        var isSerial = true;
        var isSurelySerial = false;
        var reader = new DateReader(DateOrder.Unknown, null);
        for (var row = 0; row < sample.RowCount; row++)
        {
            var cell = Utf8Text.TrimAsciiSpace(sample.Block.Buffer, sample.Cell(row, column));
            var value = sample.Value(cell);
            if (!sample.IsPending(row) || !value.ContainsAnyInRange((byte)'0', (byte)'9'))
            {
                continue;
            }
            proofs[(int)reader.ProofOf(value)] = true;
            proofs[(int)YearlessDate.ProofOf(value)] = true;
            isSerial =
                isSerial
                && (
                    SerialDay.TryRead(value, out _, out _) || reader.Read(value, out _, out _, out _) != DateVerdict.Bad
                );
            isSurelySerial |=
                SerialDay.TryRead(value, out _, out _)
                && value.Length >= SurelySerialDigits
                && !value[..SurelySerialDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        }
        return new DateColumn(OrderOf(proofs), isSerial && isSurelySerial);
    }

    static DateOrder OrderOf(bool[] proofs)
    {
        var isDayFirst = proofs[(int)DateOrder.DayMonthYear];
        var isMonthFirst = proofs[(int)DateOrder.MonthDayYear];
        return isDayFirst == isMonthFirst ? DateOrder.Unknown
            : isDayFirst ? DateOrder.DayMonthYear
            : DateOrder.MonthDayYear;
    }
}

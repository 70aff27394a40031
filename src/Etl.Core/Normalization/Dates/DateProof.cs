using Etl.Core.Batches;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>Gathers what the values of a date column prove about all of them.</summary>
sealed class DateProof(int column)
{
    /// <summary>A column of plain numbers is one of days only if one of them lies behind this: 18 May 1927.</summary>
    const int SurelySerialDigits = 5;

    /// <summary>Of so many days, one other text is a slip and no proof against them.</summary>
    const int DaysPerSlip = 20;

    /// <summary>A whole number up to so many characters may be a slip in a column of days.</summary>
    const int NumberLengthMax = 6;

    /// <summary>Bytes of the longest value whose digits of other scripts are read.</summary>
    const int FoldedMax = 64;

    static readonly DateReader reader = new(DateOrder.Unknown, null);

    readonly DateSeparators[] proofs = new DateSeparators[Enum.GetValues<DateOrder>().Length];
    readonly bool[] pointProofs = new bool[Enum.GetValues<DateOrder>().Length];
    bool hasAmbiguous;
    int dayCount;
    int surelyDayCount;
    int yearCount;
    int slipCount;
    int impossibleCount;
    bool hasShortYear;

    /// <summary>True when more values may change what is proven: some read either way round, or prove something.</summary>
    public bool IsOpen =>
        hasAmbiguous
        || proofs[(int)DateOrder.DayMonthYear] != DateSeparators.None
        || proofs[(int)DateOrder.MonthDayYear] != DateSeparators.None
        || Column.HasSerialDays;

    /// <summary>What is proven so far. One date with a number beyond 12 in a place proves the order of all that are written with its separator.</summary>
    public DateColumn Column =>
        new(Order, IsSerial)
        {
            HasShortYears = hasShortYear,
            PointOrder =
                !pointProofs[(int)DateOrder.MonthDayYear] ? DateOrder.DayMonthYear
                : pointProofs[(int)DateOrder.DayMonthYear] ? DateOrder.Unknown
                : DateOrder.MonthDayYear,
            Separators = Order == DateOrder.Unknown ? DateSeparators.None : proofs[(int)Order],
        };

    // Years beside days are years where the days are more.
    bool IsSerial =>
        surelyDayCount > yearCount && DaysPerSlip * slipCount <= dayCount && impossibleCount <= ImpossibleMax;

    // One number that is no day is a slip in any column of days; where there are as many as days, they are rather all numbers of something else.
    int ImpossibleMax => Math.Min(surelyDayCount - 1, Math.Max(1, dayCount / DaysPerSlip));

    DateOrder Order
    {
        get
        {
            var isDayFirst = proofs[(int)DateOrder.DayMonthYear] != DateSeparators.None;
            var isMonthFirst = proofs[(int)DateOrder.MonthDayYear] != DateSeparators.None;
            return isDayFirst == isMonthFirst ? DateOrder.Unknown
                : isDayFirst ? DateOrder.DayMonthYear
                : DateOrder.MonthDayYear;
        }
    }

    /// <summary>Takes the values of parsed records.</summary>
    public void Add(RecordBatch sample)
    {
        Span<byte> folded = stackalloc byte[FoldedMax];
        for (var row = 0; row < sample.RowCount; row++)
        {
            var cell = Utf8Text.TrimAsciiSpace(sample.Block.Buffer, sample.Cell(row, column));
            var value = sample.Value(cell);
            if (!sample.IsPending(row))
            {
                continue;
            }
            if (DigitFold.MayApply(value) && value.Length <= folded.Length)
            {
                AddDigits(folded[..DigitFold.Write(value, folded, out _)]);
            }
            else
            {
                AddDigits(value);
            }
        }
    }

    void AddDigits(ReadOnlySpan<byte> value)
    {
        if (value.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            Add(value);
        }
    }

    void Add(ReadOnlySpan<byte> value)
    {
        var separator = DateReader.SeparatorOf(value);
        proofs[(int)reader.ProofOf(value)] |= separator;
        proofs[(int)YearlessDate.ProofOf(value)] |= separator;
        var verdict = reader.Read(value, out _, out _, out _);
        var isDay = SerialDay.TryRead(value, out _, out _);
        hasAmbiguous |=
            verdict == DateVerdict.Ambiguous || YearlessDate.Read(value, reader, out _, out _) == DateVerdict.Ambiguous;
        pointProofs[(int)reader.PointProofOf(value)] = true;
        hasShortYear |=
            PartialDate.IsDayOrYear(value) && PartialDate.TryReadShortYear(value, isYear: false, out _, out _);
        hasAmbiguous |= PartialDate.IsDayOrYear(value);
        if (isDay)
        {
            dayCount++;
            var isSurely =
                value.Length >= SurelySerialDigits
                && !value[..SurelySerialDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9');
            surelyDayCount += isSurely ? 1 : 0;
        }
        else if (verdict == DateVerdict.Bad && !SerialDay.IsNone(value))
        {
            var isYear = PartialDate.TryRead(value, out _, out var month) && month == 0;
            var isNumber = value.Length <= NumberLengthMax && SerialDay.IsWhole(value);
            yearCount += isYear ? 1 : 0;
            impossibleCount += isNumber && !isYear ? 1 : 0;
            slipCount += isNumber || isYear ? 0 : 1;
        }
    }
}

using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>A date or a point in time, as ISO 8601; one that could mean two days is kept as it is and flagged.</summary>
/// <param name="Reader">How to read dates.</param>
/// <param name="KeepsTime">True for points in time; false drops the time of day.</param>
/// <param name="LatestDate">The day after which a date is flagged (birthdays: today); null for none.</param>
readonly record struct DateCleaner(DateReader Reader, bool KeepsTime, DateOnly? LatestDate) : ICellCleaner
{
    /// <summary>True when a date may have no year, as birthdays may. Default: false.</summary>
    public bool MayLackYear { get; init; }

    /// <summary>True when numbers are days as spreadsheets count them. Default: false.</summary>
    public bool HasSerialDays { get; init; }

    /// <summary>True when two digits behind a named month and a hyphen are a year (<c>Feb-22</c>). Default: false, they may be a day.</summary>
    public bool HasShortYears { get; init; }

    /// <summary>Finds the country of a record, which tells calendars apart. Default: none is known.</summary>
    public RowCountry Countries { get; init; } = RowCountry.Unknown;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value)
    {
        if (value.Length != IsoText.DateLength || value[4] != '-' || value[7] != '-')
        {
            return false;
        }
        var verdict = Reader.Read(value, out var date, out var rest, out _);
        return verdict == DateVerdict.Certain
            && rest.IsEmpty
            && !(date > LatestDate)
            && !OtherCalendar.IsPast(date.Year)
            && !OtherCalendar.IsThai(date.Year)
            && !(MayLackYear && date.Year == YearlessDate.UnknownYear);
    }

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        WidthFold.Narrow(cell, Codes.DateFormatted);
        if (cell.Value.IsEmpty || TryCleanSerial(cell) || TryCleanOther(cell))
        {
            return;
        }
        var verdict = Reader.Read(cell.Value, out var date, out var rest, out var isCenturyAssumed);
        TimeText time = default;
        if (verdict == DateVerdict.Bad || (!rest.IsEmpty && !TimeText.Read(rest, out time)))
        {
            CleanIncomplete(cell);
            return;
        }
        switch (verdict)
        {
            case DateVerdict.None:
                cell.Note(Codes.DateNone);
                cell.Slice(0, 0);
                return;
            case DateVerdict.Ambiguous:
                cell.Note(Codes.DateAmbiguous);
                return;
            case DateVerdict.CenturyUnknown:
                cell.Note(Codes.DateCenturyUnknown);
                return;
        }
        if (MayLackYear && date.Year == YearlessDate.UnknownYear)
        {
            WriteYearless(cell, date.Month, date.Day, Codes.DateYearUnknown);
            return;
        }
        if (isCenturyAssumed)
        {
            cell.Note(Codes.DateCenturyAssumed);
        }
        if (date > LatestDate)
        {
            cell.Note(Codes.DateInFuture);
        }
        Write(cell, date, time, hasTime: !rest.IsEmpty, Codes.DateFormatted);
    }

    // Dates of other calendars stay; those of Japan are the same days under other years.
    bool TryCleanOther(CellEdit cell)
    {
        if (IsOfOtherCalendar(cell))
        {
            cell.Note(Codes.DateOtherCalendar);
            return true;
        }
        DigitFold.Narrow(cell, Codes.DateFormatted);
        if (!EraLetter.TryRead(cell.Value, out var date))
        {
            return false;
        }
        if (!Countries.Of(cell.Batch, cell.Row).SequenceEqual("JP"u8))
        {
            cell.Note(Codes.DateOtherCalendar);
            return true;
        }
        if (date > LatestDate)
        {
            cell.Note(Codes.DateInFuture);
        }
        Write(cell, date, default, hasTime: false, Codes.DateFormatted);
        return true;
    }

    bool IsOfOtherCalendar(CellEdit cell)
    {
        var value = cell.Value;
        if (value.Length > OtherCalendar.LengthMax)
        {
            return false;
        }
        if (!DigitFold.MayApply(value))
        {
            return IsOfOtherCalendar(cell, value, hasThai: false);
        }
        Span<byte> folded = stackalloc byte[OtherCalendar.LengthMax];
        folded = folded[..DigitFold.Write(value, folded, out _)];
        return IsOfOtherCalendar(cell, folded, OtherCalendar.HasThai(value));
    }

    bool IsOfOtherCalendar(CellEdit cell, ReadOnlySpan<byte> folded, bool hasThai) =>
        OtherCalendar.Is(folded, hasThai)
        || (
            !hasThai
            && OtherCalendar.Is(folded, isThai: true)
            && Countries.Of(cell.Batch, cell.Row).SequenceEqual("TH"u8)
        );

    bool TryCleanSerial(CellEdit cell)
    {
        if (!HasSerialDays)
        {
            return false;
        }
        if (SerialDay.IsNone(cell.Value))
        {
            cell.Note(Codes.DateNone);
            cell.Slice(0, 0);
            return true;
        }
        if (!SerialDay.TryRead(cell.Value, out var date, out var second))
        {
            return false;
        }
        if (date > LatestDate)
        {
            cell.Note(Codes.DateInFuture);
        }
        Write(cell, date, TimeText.OfSecond(second), hasTime: second > 0, Codes.DateSerial);
        return true;
    }

    // What is known of a date is kept: a birthday without its year, a year, a year and a month.
    void CleanIncomplete(CellEdit cell)
    {
        var verdict = YearlessDate.Read(cell.Value, Reader, out var month, out var day);
        if (verdict == DateVerdict.Certain && PartialDate.IsDayOrYear(cell.Value))
        {
            verdict = HasShortYears ? DateVerdict.Bad : DateVerdict.Ambiguous;
        }
        if (verdict != DateVerdict.Bad && !MayLackYear)
        {
            cell.Note(Codes.DatePartial);
        }
        else if (verdict == DateVerdict.Certain)
        {
            WriteYearless(cell, month, day, Codes.DateFormatted);
        }
        else if (verdict == DateVerdict.Ambiguous)
        {
            cell.Note(Codes.DateAmbiguous);
        }
        else if (PartialDate.TryRead(cell.Value, out var year, out month))
        {
            WritePartial(cell, year, month);
        }
        else if (PartialDate.TryReadShortYear(cell.Value, HasShortYears, out year, out month))
        {
            CleanShortYear(cell, year, month);
        }
        else
        {
            cell.MarkBad(Codes.DateSyntax);
        }
    }

    // Feb-82 of a birthday is of the century that lies before today.
    void CleanShortYear(CellEdit cell, int year, int month)
    {
        const int thisCentury = 2000;
        const int lastCentury = 1900;
        if (Reader.Today is not { } today)
        {
            cell.Note(Codes.DateCenturyUnknown);
            return;
        }
        cell.Note(Codes.DateCenturyAssumed);
        WritePartial(cell, year + (thisCentury + year <= today.Year ? thisCentury : lastCentury), month);
    }

    static void WritePartial(CellEdit cell, int year, int month)
    {
        cell.Note(Codes.DatePartial);
        var output = cell.RentOutput(PartialDate.LengthMax);
        var count = PartialDate.Write(output, year, month);
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.DateFormatted);
            cell.KeepOutput(count);
        }
    }

    static void WriteYearless(CellEdit cell, int month, int day, Code reason)
    {
        var output = cell.RentOutput(YearlessDate.Length);
        YearlessDate.Write(output, month, day);
        if (!output.SequenceEqual(cell.Value))
        {
            cell.Note(reason);
            cell.KeepOutput(YearlessDate.Length);
        }
    }

    void Write(CellEdit cell, DateOnly date, TimeText time, bool hasTime, Code reason)
    {
        var output = cell.RentOutput(IsoText.TimestampLengthMax);
        IsoText.WriteDate(output, date);
        var count = IsoText.DateLength;
        if (hasTime && KeepsTime)
        {
            count += IsoText.WriteTime(output[count..], time);
        }
        if (output[..count].SequenceEqual(cell.Value))
        {
            return;
        }
        cell.Note(hasTime && !KeepsTime && !time.IsMidnight ? Codes.DateTimeDropped : reason);
        cell.KeepOutput(count);
    }
}

using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Dates;

/// <summary>A date or a point in time, as ISO 8601; one that could mean two days is kept as it is and flagged.</summary>
/// <param name="Reader">How to read dates.</param>
/// <param name="KeepsTime">True for points in time; false drops the time of day.</param>
/// <param name="LatestDate">The day after which a date is flagged (birthdays: today); null for none.</param>
readonly record struct DateCleaner(DateReader Reader, bool KeepsTime, DateOnly? LatestDate) : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value)
    {
        if (value.Length != IsoText.DateLength || value[4] != '-' || value[7] != '-')
        {
            return false;
        }
        var verdict = Reader.Read(value, out var date, out var rest, out _);
        return verdict == DateVerdict.Certain && rest.IsEmpty && !(date > LatestDate);
    }

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        var verdict = Reader.Read(cell.Value, out var date, out var rest, out var isCenturyAssumed);
        TimeText time = default;
        if (verdict == DateVerdict.Bad || (!rest.IsEmpty && !TimeText.Read(rest, out time)))
        {
            cell.MarkBad(Codes.DateSyntax);
            return;
        }
        switch (verdict)
        {
            case DateVerdict.Ambiguous:
                cell.Note(Codes.DateAmbiguous);
                return;
            case DateVerdict.CenturyUnknown:
                cell.Note(Codes.DateCenturyUnknown);
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
        Write(cell, date, time, hasTime: !rest.IsEmpty);
    }

    void Write(CellEdit cell, DateOnly date, TimeText time, bool hasTime)
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
        cell.Note(hasTime && !KeepsTime && !time.IsMidnight ? Codes.DateTimeDropped : Codes.DateFormatted);
        cell.KeepOutput(count);
    }
}

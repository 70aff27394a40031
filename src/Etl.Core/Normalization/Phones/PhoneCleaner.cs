using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A phone or fax number: E.164 (and <c>;ext=</c>) by the numbering plan of the region that the number, or else its record, says.
/// What a plan makes possible but does not assign is kept and flagged; what it makes impossible is bad; without a region the
/// digits are kept and flagged.
/// </summary>
/// <param name="Region">Where a number is dialled that does not say it.</param>
/// <param name="Room">Where the other numbers of a cell go.</param>
readonly record struct PhoneCleaner(PhoneRegion Region, SpreadRoom Room) : ICellCleaner
{
    /// <summary>Fewest digits of a number whose region is not known.</summary>
    public const int NationalMin = 5;

    /// <summary>Most digits of a number with its calling code (ITU-T E.164).</summary>
    public const int LengthMax = 15;
    const int LocalLength = 7;
    const int NorthAmerica = 1;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value[0] == '+' && Digits.AreAll(value[1..]) && PhonePlans.MatchAbroad(value[1..]) != 0;

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!PhoneShortcut.TryClean(cell, Region))
        {
            CleanStepwise(cell);
        }
    }

    /// <summary>The whole procedure: the specification of the shortcut.</summary>
    public void CleanStepwise(CellEdit cell)
    {
        var region = Region.Of(cell);
        PhoneLabelCount.Blank(cell);
        PhoneCarrier.Remove(cell, region);
        PhoneSpread.TrySpread(cell, region, Room, isCutAtSlash: false);
        if (cell.IsSettled)
        {
            return;
        }
        if (!HasSpreadsheetDamage(cell.Value) && TryRead(cell))
        {
            return;
        }
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        SpreadsheetNumber.Undo(cell);
        if (!cell.IsBad && !TryRead(cell))
        {
            cell.MarkBad(Codes.PhoneSyntax);
        }
    }

    // What reads as a number but is a spreadsheet's quantity, or what is unwrapped with a code of its own.
    static bool HasSpreadsheetDamage(ReadOnlySpan<byte> value) =>
        value[0] is (byte)'\'' or (byte)'=' or (byte)'#'
        || value.EndsWith(".0"u8)
        || value.EndsWith(".00"u8)
        || (value.ContainsAny("eE,"u8) && !value.ContainsAnyExcept("0123456789.,+-eE"u8));

    bool TryRead(CellEdit cell)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        var region = Region.Of(cell);
        if (TryReadLookalikes(cell, region))
        {
            return true;
        }
        if (PhoneRemark.LengthBefore(cell.Value, region) is var length && length < cell.Value.Length)
        {
            cell.Slice(0, length);
            cell.Note(Codes.PhoneTextRemoved);
        }
        if (!PhoneText.Read(cell.Value, textRoom, out var phone))
        {
            return TrySpread(cell, region) ? TryReadFirst(cell) : TryKeepUnread(cell, region);
        }
        var tail = cell.HasPlaced ? PhoneTailKind.None : PhoneTail.Of(cell.Value, region);
        if (tail == PhoneTailKind.Separate)
        {
            return PhoneSpread.TrySpreadSeries(cell, region, Room) ? TryReadFirst(cell) : KeepUnread(cell);
        }
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        var isBare = !cell.Value.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        var reading = PhoneJudge.Judge(phone, region, isBare, room, out var isRestored);
        if (reading.Verdict != PhoneVerdict.Valid && TryWriteDialled(cell, phone, region))
        {
            return true;
        }
        if (PhoneRest.MayHoldNumber(cell.Value, region))
        {
            return TrySpread(cell, region) ? TryReadFirst(cell) : KeepUnread(cell);
        }
        if (reading.Verdict != PhoneVerdict.Valid && TryReadGlued(cell, region, reading.Verdict))
        {
            return true;
        }
        // Area codes end with a slash, too, so it divides only what is no one number.
        if (
            reading.Verdict < PhoneVerdict.Possible
            && cell.Value.Contains((byte)'/')
            && PhoneSpread.TrySpread(cell, region, Room, isCutAtSlash: true)
        )
        {
            return TryReadFirst(cell);
        }
        if (reading.Verdict < PhoneVerdict.Possible && PhoneSpread.TrySpreadSeries(cell, region, Room))
        {
            return TryReadFirst(cell);
        }
        // What it is cannot be told, but it is no impossible number.
        if (reading.Verdict == PhoneVerdict.Impossible && PhoneGlued.IsBehindDash(cell.Value, region))
        {
            return KeepUnread(cell);
        }
        var isOneNumber =
            reading.Verdict >= PhoneVerdict.Possible || phone.DigitCount <= LengthMax && !IsBad(phone, reading);
        if (isOneNumber || !TryKeepUnread(cell, region))
        {
            if (tail == PhoneTailKind.Doubtful)
            {
                cell.Note(Codes.PhoneEndDoubtful);
            }
            Settle(cell, phone, reading, isRestored);
        }
        return true;
    }

    bool TrySpread(CellEdit cell, PhonePlan? region) =>
        PhoneSpread.TrySpread(cell, region, Room, isCutAtSlash: true)
        || PhoneSpread.TrySpreadSeries(cell, region, Room);

    bool TryReadGlued(CellEdit cell, PhonePlan? region, PhoneVerdict verdict)
    {
        if (TryReadHyphenExtension(cell, region))
        {
            return true;
        }
        if (verdict != PhoneVerdict.Possible || !PhoneGlued.Is(cell.Value, region))
        {
            return false;
        }
        return PhoneSpread.TrySpreadSeries(cell, region, Room) ? TryReadFirst(cell) : KeepUnread(cell);
    }

    static bool TryReadHyphenExtension(CellEdit cell, PhonePlan? region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        ReadOnlySpan<byte> first;
        ReadOnlySpan<byte> extension;
        if (PhoneHyphen.HasExtension(cell.Value, region, out var hyphen))
        {
            extension = cell.Value[(hyphen + 1)..].Trim((byte)' ');
            first = cell.Value[..hyphen];
        }
        else if (!PhoneGlued.HasExtension(cell.Value, region, out first, out extension))
        {
            return false;
        }
        if (!PhoneText.Read(first, textRoom, out var phone) || phone.ExtensionCount > 0)
        {
            return false;
        }
        if (phone.Words != PhoneWordKind.None)
        {
            cell.Note(Codes.PhoneTextRemoved);
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        Write(cell, reading, extension);
        return true;
    }

    // 212-555-O1OO: a guess, so only what makes a number of the plan is taken.
    static bool TryReadLookalikes(CellEdit cell, PhonePlan? region)
    {
        Span<byte> text = stackalloc byte[PhoneLookalikes.LengthMax];
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        var length = PhoneLookalikes.Write(cell.Value, text);
        if (
            length == 0
            || !PhoneText.Read(text[..length], textRoom, out var phone)
            || PhoneRest.MayHoldNumber(text[..length], region)
        )
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        if (reading.Verdict != PhoneVerdict.Valid)
        {
            var isWord = TryWriteDialled(cell, phone, region);
            if (isWord)
            {
                cell.Note(Codes.PhoneLetterForDigit);
            }
            return isWord;
        }
        cell.Note(Codes.PhoneLetterForDigit);
        if (phone.Words != PhoneWordKind.None)
        {
            cell.Note(Codes.PhoneTextRemoved);
        }
        Write(cell, reading, phone.Extension);
        return true;
    }

    static bool TryWriteDialled(CellEdit cell, PhoneText phone, PhonePlan? region)
    {
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        if (phone.DialledCount == 0)
        {
            return false;
        }
        var dialled = PhoneReader.Read(phone.Dialled, phone.HasPlus, region, room);
        if (dialled.Verdict != PhoneVerdict.Valid)
        {
            return false;
        }
        cell.Note(Codes.PhoneLettersDialled);
        Write(cell, dialled, phone.Extension);
        return true;
    }

    // What is dropped otherwise. A list whose numbers cannot be told apart is no impossible number.
    static bool IsBad(PhoneText phone, PhoneReading reading) =>
        phone.Words == PhoneWordKind.Other
        || reading.Verdict == PhoneVerdict.Impossible && !IsLocal(phone, reading)
        || phone.DigitCount < NationalMin;

    static bool TryKeepUnread(CellEdit cell, PhonePlan? region)
    {
        var isLong = region is null && Digits.Count(cell.Value) > LengthMax && cell.Value.Contains((byte)' ');
        if (
            cell.HasPlaced
            || !(isLong || PhoneSpread.IsUnread(cell.Value, region) || PhoneRest.MayHoldNumber(cell.Value, region))
        )
        {
            return false;
        }
        return KeepUnread(cell);
    }

    static bool KeepUnread(CellEdit cell)
    {
        PhoneSpread.KeepUnread(cell);
        return true;
    }

    // What a list was narrowed to, unless it was kept as it was.
    bool TryReadFirst(CellEdit cell) => cell.IsSettled || TryRead(cell);

    static void Settle(CellEdit cell, PhoneText phone, PhoneReading reading, bool isRestored)
    {
        if (phone.Words == PhoneWordKind.Other && reading.Verdict != PhoneVerdict.Valid)
        {
            cell.MarkBad(Codes.PhoneSyntax);
            return;
        }
        if (phone.Words != PhoneWordKind.None)
        {
            cell.Note(Codes.PhoneTextRemoved);
        }
        switch (reading.Verdict)
        {
            case PhoneVerdict.Valid:
                if (isRestored)
                {
                    cell.Note(Codes.PhonePrefixRestored);
                }
                else if (!phone.HasPlus && reading.MayBeMobile(phone.Digits))
                {
                    cell.Note(Codes.PhoneCodeDoubtful);
                }
                Write(cell, reading, phone.Extension);
                break;
            case PhoneVerdict.Possible:
                cell.Note(Codes.PhoneNotValid);
                Write(cell, reading, phone.Extension);
                break;
            case PhoneVerdict.RegionUnknown when phone.DigitCount >= NationalMin:
                cell.Note(Codes.PhoneRegionUnknown);
                Write(cell, [], phone.Digits, phone.Extension);
                break;
            case PhoneVerdict.Impossible when IsLocal(phone, reading):
                cell.Note(Codes.PhoneAreaMissing);
                Write(cell, [], phone.Digits, phone.Extension);
                break;
            default:
                cell.MarkBad(Codes.PhoneSyntax);
                break;
        }
    }

    // 555-0143: in North America the last seven digits can be dialled alone.
    static bool IsLocal(PhoneText phone, PhoneReading reading) =>
        phone is { HasPlus: false, DigitCount: LocalLength }
        && reading.Plan?.CallingCode == NorthAmerica
        && phone.Digits[0] >= '2';

    static void Write(CellEdit cell, PhoneReading reading, ReadOnlySpan<byte> extension) =>
        Write(cell, reading.CallingCode, reading.National, extension);

    static void Write(
        CellEdit cell,
        ReadOnlySpan<byte> callingCode,
        ReadOnlySpan<byte> digits,
        ReadOnlySpan<byte> extension
    )
    {
        var mark = ";ext="u8;
        var output = cell.RentOutput(1 + callingCode.Length + digits.Length + mark.Length + extension.Length);
        var count = 0;
        if (!callingCode.IsEmpty)
        {
            output[count++] = (byte)'+';
            callingCode.CopyTo(output[count..]);
            count += callingCode.Length;
        }
        digits.CopyTo(output[count..]);
        count += digits.Length;
        if (!extension.IsEmpty)
        {
            mark.CopyTo(output[count..]);
            extension.CopyTo(output[(count + mark.Length)..]);
            count += mark.Length + extension.Length;
        }
        if (!output[..count].SequenceEqual(cell.Value))
        {
            cell.Note(Codes.PhoneFormatted);
            cell.KeepOutput(count);
        }
    }
}

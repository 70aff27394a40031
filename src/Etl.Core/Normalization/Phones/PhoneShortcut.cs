using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Numbers that are nothing but digits with separators, and a + at most in front, which is nearly every one: what
/// <see cref="PhoneCleaner.CleanStepwise"/> does, at once. The digits go straight to where they stay, with room before them for the calling code.
/// </summary>
static class PhoneShortcut
{
    const int PrefixRoom = 4;

    /// <summary>Cleans the cell; false, with nothing done, for whatever is odd, which the steps take up.</summary>
    public static bool TryClean(CellEdit cell, PhoneRegion region)
    {
        var value = cell.Value.TrimStart((byte)' ');
        var hasPlus = !value.IsEmpty && value[0] == '+';
        var rest = hasPlus ? value[1..] : value;
        var scratch = cell.Batch.RentScratch(PrefixRoom + rest.Length);
        var count = Digits.CopyNumber(rest, scratch[PrefixRoom..], out var text);
        if (
            (text & NumberText.Other) != 0
            || count is 0 or > PhoneText.DigitsMax
            || rest.EndsWith(".0"u8)
            || rest.EndsWith(".00"u8)
            || ((text & NumberText.Slash) != 0 && PhoneTail.MayEnd(rest))
            || ((text & NumberText.Parenthesis) != 0 && rest.IndexOf("(0)"u8) > 0)
            || PhoneRemark.MayEnd(rest.TrimEnd((byte)' '))
        )
        {
            return false;
        }
        var digits = scratch.Slice(PrefixRoom, count);
        if (hasPlus && IsValid(digits))
        {
            scratch[PrefixRoom - 1] = (byte)'+';
            Keep(cell, PrefixRoom - 1, PrefixRoom + count);
            return true;
        }
        var plan = region.Of(cell);
        if (!hasPlus && plan is not null && TryWriteNational(cell, plan, scratch, count))
        {
            return true;
        }
        if ((text & NumberText.Slash) != 0)
        {
            return false;
        }
        var isBare = text == NumberText.Digit && rest.Length == cell.Value.Length;
        return hasPlus || plan is not null
            ? TryWriteJudged(cell, PhoneText.OfDigits(digits, hasPlus), plan, isBare, scratch)
            : TryWriteUnknown(cell, digits);
    }

    // Without a region nothing can be judged but what is dialled abroad.
    static bool TryWriteUnknown(CellEdit cell, ReadOnlySpan<byte> digits)
    {
        if (
            digits.Length is < PhoneCleaner.NationalMin or > PhoneCleaner.LengthMax
            || digits.StartsWith("00"u8)
            || digits.StartsWith("011"u8)
        )
        {
            return false;
        }
        cell.Finish(Codes.PhoneRegionUnknown);
        if (!cell.Value.SequenceEqual(digits))
        {
            Keep(cell, PrefixRoom, PrefixRoom + digits.Length);
        }
        return true;
    }

    // A number of a right length that is not valid as it stands, which the steps would flag after all their questions.
    static bool TryWriteJudged(CellEdit cell, PhoneText phone, PhonePlan? region, bool isBare, Span<byte> scratch)
    {
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        var reading = PhoneJudge.Judge(phone, region, isBare, room, out var isRestored);
        if (
            reading.Verdict < PhoneVerdict.Possible
            || reading.National.Length > phone.DigitCount
            || (reading.Verdict == PhoneVerdict.Possible && PhoneGlued.MayEnd(cell.Value))
        )
        {
            return false;
        }
        if (isRestored)
        {
            cell.Finish(Codes.PhonePrefixRestored);
        }
        if (reading.Verdict == PhoneVerdict.Possible)
        {
            cell.Finish(Codes.PhoneNotValid);
        }
        Write(cell, reading, scratch);
        return true;
    }

    static bool TryWriteNational(CellEdit cell, PhonePlan plan, Span<byte> scratch, int count)
    {
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        var reading = PhoneReader.Read(scratch.Slice(PrefixRoom, count), hasPlus: false, plan, room);
        // A longer national number than what was read comes from a transform, and there may be no room for it.
        if (reading.Verdict != PhoneVerdict.Valid || reading.National.Length > count)
        {
            return false;
        }
        if (reading.MayBeMobile(scratch.Slice(PrefixRoom, count)))
        {
            cell.Finish(Codes.PhoneCodeDoubtful);
        }
        Write(cell, reading, scratch);
        return true;
    }

    static void Write(CellEdit cell, PhoneReading reading, Span<byte> scratch)
    {
        var end = PrefixRoom + reading.National.Length;
        reading.National.CopyTo(scratch[PrefixRoom..]);
        var start = PrefixRoom - reading.CallingCode.Length;
        reading.CallingCode.CopyTo(scratch[start..]);
        scratch[--start] = (byte)'+';
        if (!cell.Value.SequenceEqual(scratch[start..end]))
        {
            Keep(cell, start, end);
        }
    }

    static void Keep(CellEdit cell, int start, int end)
    {
        var kept = cell.Batch.KeepScratch(end);
        cell.Point(new FieldSpan(kept.Offset + start, end - start));
        cell.Finish(Codes.PhoneFormatted);
    }

    /// <summary>True for digits with their calling code that a plan assigns.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) =>
        PhonePlans.AtStart(digits) is { } plan && plan.Match(digits[plan.CallingCodeText.Length..]) != 0;
}

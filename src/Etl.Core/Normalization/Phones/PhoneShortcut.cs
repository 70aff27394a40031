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
        var value = cell.Value;
        value = value[0] == ' ' ? value.TrimStart((byte)' ') : value;
        var hasPlus = !value.IsEmpty && value[0] == '+';
        var rest = hasPlus ? value[1..] : value;
        var scratch = cell.Batch.RentScratch(PrefixRoom + rest.Length + Digits.NumberRoom);
        var count = Digits.CopyNumber(rest, scratch[PrefixRoom..], out var text);
        if ((text & NumberText.Other) != 0)
        {
            return TryCleanExtended(cell, region, rest, hasPlus, scratch);
        }
        if (count is 0 or > PhoneText.DigitsMax || IsOdd(rest, text))
        {
            return false;
        }
        PhonePlan? plan = null;
        if (TryWriteAtOnce(cell, region, hasPlus, scratch, count, text, ref plan, out var start))
        {
            Keep(cell, start, PrefixRoom + count);
            return true;
        }
        if ((text & NumberText.Slash) != 0)
        {
            return !hasPlus && plan is not null && TryWriteNational(cell, plan, scratch, count);
        }
        var digits = scratch.Slice(PrefixRoom, count);
        var isBare = text == NumberText.Digit && rest.Length == cell.Value.Length;
        return hasPlus || plan is not null
            ? TryWriteJudged(cell, PhoneText.OfDigits(digits, hasPlus), plan, isBare, scratch)
            : TryWriteUnknown(cell, digits);
    }

    // A valid number and its extension.
    static bool TryCleanExtended(
        CellEdit cell,
        PhoneRegion region,
        ReadOnlySpan<byte> rest,
        bool hasPlus,
        Span<byte> scratch
    )
    {
        if (!PhoneExtension.TrySplitPlain(rest, out var number, out var extension))
        {
            return false;
        }
        var count = Digits.CopyNumber(number, scratch[PrefixRoom..], out var text);
        PhonePlan? plan = null;
        if (
            (text & NumberText.Other) != 0
            || count is 0 or > PhoneText.DigitsMax
            || IsOdd(number, text)
            || !TryWriteAtOnce(cell, region, hasPlus, scratch, count, text, ref plan, out var start)
        )
        {
            return false;
        }
        var end = PrefixRoom + count;
        PhoneExtension.WrittenMark.CopyTo(scratch[end..]);
        end += PhoneExtension.WrittenMark.Length;
        extension.CopyTo(scratch[end..]);
        Keep(cell, start, end + extension.Length);
        return true;
    }

    // A fraction of zeros, the end of a number that another shares, a 0 in brackets, or a remark.
    static bool IsOdd(ReadOnlySpan<byte> rest, NumberText text)
    {
        var last = rest[^1];
        if (last == '0' && (rest.EndsWith(".0"u8) || rest.EndsWith(".00"u8)))
        {
            return true;
        }
        if (last == ' ')
        {
            last = rest.TrimEnd((byte)' ')[^1];
        }
        return last is (byte)')' or (byte)']'
            || (
                (text & NumberText.Slash) != 0
                && (PhoneTail.MayEnd(rest) || PhoneRemark.MayEnd(rest.TrimEnd((byte)' ')))
            )
            || ((text & NumberText.Parenthesis) != 0 && rest.IndexOf("(0)"u8) > 0);
    }

    // What the first digits tell how to read, which is nearly every valid number. The digits stay where they are, and start says where the number
    // starts that is made of them.
    static bool TryWriteAtOnce(
        CellEdit cell,
        PhoneRegion region,
        bool hasPlus,
        Span<byte> scratch,
        int count,
        NumberText text,
        ref PhonePlan? plan,
        out int start
    )
    {
        var digits = scratch.Slice(PrefixRoom, count);
        start = PrefixRoom;
        if (hasPlus && PhonePlans.MatchAbroad(digits) != 0)
        {
            scratch[--start] = (byte)'+';
            return true;
        }
        plan = region.Of(cell);
        if (hasPlus)
        {
            return false;
        }
        var hasSlash = (text & NumberText.Slash) != 0;
        var lead = default(PhoneLead);
        if (
            plan is null
                ? hasSlash || !PhoneLeads.TryReadAnywhere(digits, out lead)
                : !plan.Leads.TryRead(digits, out lead) || (hasSlash && lead.Kind == PhoneLeadKind.LineAbroad)
        )
        {
            return false;
        }
        start += lead.PrefixLength;
        if (lead.Kind == PhoneLeadKind.National)
        {
            start -= WriteBefore(scratch, start, plan!.CallingCodeText);
        }
        scratch[--start] = (byte)'+';
        return true;
    }

    // At most three digits, over the prefix or before the number.
    static int WriteBefore(Span<byte> scratch, int end, byte[] code)
    {
        for (var index = 0; index < code.Length; index++)
        {
            scratch[end - code.Length + index] = code[index];
        }
        return code.Length;
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

    // A number that needs more looks, or one of a right length that is not valid, which the steps would flag after all their questions.
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
        else if (!phone.HasPlus && reading.MayBeMobile(phone.Digits))
        {
            cell.Finish(Codes.PhoneCodeDoubtful);
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
}

using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>Keeps the first number of a cell that holds several, and places the others in empty phone fields of the record.</summary>
static class PhoneSpread
{
    /// <summary>Targets of a field that a mobile number may go to, the last of which is <c>mobile</c>.</summary>
    const int TargetsWithMobile = 3;

    /// <summary>
    /// Spreads the cell's numbers, or settles the cell when they find no room; false when it holds no list, and is left as it is. Every part of a list must be a number that its
    /// plan makes possible, or one that no plan is known for.
    /// </summary>
    public static bool TrySpread(CellEdit cell, PhonePlan? region, SpreadRoom room, bool isCutAtSlash)
    {
        var value = cell.Value;
        return MayHoldTwo(value) && TrySpread(cell, value, region, room, isCutAtSlash);
    }

    static bool MayHoldTwo(ReadOnlySpan<byte> value) =>
        !System.Text.Ascii.IsValid(value) || Digits.Count(value) >= 2 * PhoneList.DigitsMin;

    static bool TrySpread(
        CellEdit cell,
        ReadOnlySpan<byte> value,
        PhonePlan? region,
        SpreadRoom room,
        bool isCutAtSlash
    )
    {
        Span<FieldSpan> parts = stackalloc FieldSpan[PhoneList.PartsMax];
        Span<PhoneNumberKind> kinds = stackalloc PhoneNumberKind[PhoneList.PartsMax];
        var count = PhoneList.Cut(value, isCutAtSlash, parts);
        if (count < 2)
        {
            return false;
        }
        var first = count < 2 ? default : value.Slice(parts[0].Offset, parts[0].Length);
        for (var index = 0; index < count; index++)
        {
            parts[index] = Trim(value, parts[index]);
            var part = value.Slice(parts[index].Offset, parts[index].Length);
            var isNumber = IsNumber(part, region, isCutAtSlash, out kinds[index]);
            if (index > 0 && kinds[index] != PhoneNumberKind.Mobile && PhoneLocal.IsLocal(first, part, region))
            {
                if (!TrySpreadSeries(cell, region, room))
                {
                    KeepUnread(cell);
                }
                return true;
            }
            if (!isNumber)
            {
                return false;
            }
        }
        Place(cell, value, parts[..count], kinds, room);
        return true;
    }

    /// <summary>Does the same for numbers that only the plan tells apart, see <see cref="PhoneSeries"/> and <see cref="PhoneRun"/>.</summary>
    public static bool TrySpreadSeries(CellEdit cell, PhonePlan? region, SpreadRoom room)
    {
        Span<FieldSpan> parts = stackalloc FieldSpan[PhoneList.PartsMax];
        Span<PhoneNumberKind> kinds = stackalloc PhoneNumberKind[PhoneList.PartsMax];
        Span<byte> written = stackalloc byte[PhoneSeries.RoomLength];
        var count = PhoneSeries.CutAtSpaces(cell.Value, region, parts);
        if (count < 2)
        {
            count = PhoneRun.Cut(cell.Value, region, parts);
        }
        var isCut = count > 1;
        if (!isCut)
        {
            count = PhoneSeries.WriteOut(cell.Value, region, written, parts);
        }
        var value = isCut ? cell.Value : written;
        for (var index = 0; index < count; index++)
        {
            parts[index] = Trim(value, parts[index]);
            IsNumber(
                value.Slice(parts[index].Offset, parts[index].Length),
                region,
                isCutAtSlash: true,
                out kinds[index]
            );
        }
        if (count < 2)
        {
            return false;
        }
        Place(cell, value, parts[..count], kinds, room);
        return true;
    }

    /// <summary>True when a cell that cannot be read holds several numbers all the same, or a number with what may be a further one.</summary>
    public static bool IsUnread(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        Span<FieldSpan> parts = stackalloc FieldSpan[PhoneList.PartsMax];
        return PhoneList.Cut(value, isCutAtSlash: true, parts) > 1 || PhoneSeries.HoldsSeveral(value, region);
    }

    /// <summary>Keeps a cell whose numbers cannot be told apart.</summary>
    public static void KeepUnread(CellEdit cell)
    {
        if (cell.HasPlaced || !cell.Value.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            cell.KeepOriginal(Codes.PhoneListUnread);
            return;
        }
        // What is kept is text all the same, and cleaned as such.
        TextRules.CleanLine(cell);
        cell.KeepValue(Codes.PhoneListUnread);
    }

    static void Place(
        CellEdit cell,
        ReadOnlySpan<byte> value,
        ReadOnlySpan<FieldSpan> parts,
        ReadOnlySpan<PhoneNumberKind> kinds,
        SpreadRoom room
    )
    {
        var homelessCount = 0;
        var kept = IndexOfKept(value, parts, room);
        var keptPart = value.Slice(parts[kept].Offset, parts[kept].Length);
        for (var index = 0; index < parts.Length; index++)
        {
            var part = value.Slice(parts[index].Offset, parts[index].Length);
            var isPlaced =
                index == kept
                || HaveSameDigits(keptPart, part)
                || IsKept(value, parts[..index], part)
                || TryPlace(cell, room, kinds[index], part);
            homelessCount += isPlaced ? 0 : 1;
        }
        if (room.TrySettle(cell, homelessCount, Codes.PhoneNoRoom))
        {
            cell.Note(Codes.PhoneSplit);
            cell.Slice(parts[kept].Offset, parts[kept].Length);
        }
    }

    // The first number that is no fax, where a fax has a field of its own; else the first.
    static int IndexOfKept(ReadOnlySpan<byte> value, ReadOnlySpan<FieldSpan> parts, SpreadRoom room)
    {
        for (var index = 0; index < parts.Length && room.Named >= 0; index++)
        {
            if (!PhoneFax.IsFax(value.Slice(parts[index].Offset, parts[index].Length)))
            {
                return index;
            }
        }
        return 0;
    }

    static FieldSpan Trim(ReadOnlySpan<byte> value, FieldSpan part)
    {
        var text = value.Slice(part.Offset, part.Length);
        var start = part.Offset + (text.Length - text.TrimStart(" \t/:-"u8).Length);
        return new FieldSpan(start, text.Trim(" \t/:-"u8).Length);
    }

    // A slash may stand anywhere in a number, so what it divides must be valid where that can be known.
    static bool IsNumber(ReadOnlySpan<byte> part, PhonePlan? region, bool isCutAtSlash, out PhoneNumberKind kind)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        kind = PhoneNumberKind.Unknown;
        part = part[..PhoneRemark.LengthBefore(part, region)];
        if (
            PhoneTail.Of(part, region) == PhoneTailKind.Separate
            || PhoneRest.MayHoldNumber(part, region)
            || !PhoneText.Read(part, textRoom, out var phone)
        )
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        kind = reading.Kind;
        return reading.Verdict switch
        {
            PhoneVerdict.Valid => true,
            PhoneVerdict.Possible => !isCutAtSlash && phone.Words != PhoneWordKind.Other,
            PhoneVerdict.RegionUnknown => phone.Words != PhoneWordKind.Other,
            _ => false,
        };
    }

    // The same digits, however they are written.
    static bool IsKept(ReadOnlySpan<byte> value, ReadOnlySpan<FieldSpan> before, ReadOnlySpan<byte> part)
    {
        foreach (var other in before)
        {
            if (HaveSameDigits(value.Slice(other.Offset, other.Length), part))
            {
                return true;
            }
        }
        return false;
    }

    static bool HaveSameDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        const int digitsMax = 64;
        Span<byte> leftDigits = stackalloc byte[digitsMax];
        Span<byte> rightDigits = stackalloc byte[digitsMax];
        if (left.Length > digitsMax || right.Length > digitsMax)
        {
            return false;
        }
        var leftCount = Digits.Copy(left, leftDigits);
        var rightCount = Digits.Copy(right, rightDigits);
        return leftCount >= PhoneList.DigitsMin && leftDigits[..leftCount].SequenceEqual(rightDigits[..rightCount]);
    }

    // A mobile number goes to the mobile field first, a fixed line never does.
    static bool TryPlace(CellEdit cell, SpreadRoom room, PhoneNumberKind kind, ReadOnlySpan<byte> part)
    {
        ReadOnlySpan<int> targets = room.Targets;
        if (room.Named >= 0 && PhoneFax.IsFax(part) && cell.TryPlace([room.Named], part))
        {
            return true;
        }
        var hasMobile = targets.Length == TargetsWithMobile;
        if (hasMobile && kind == PhoneNumberKind.Mobile && cell.TryPlace(targets[^1..], part))
        {
            return true;
        }
        return room.TryPlace(cell, hasMobile && kind == PhoneNumberKind.FixedLine ? targets[..^1] : targets, part);
    }
}

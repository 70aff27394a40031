using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Reads the digits of a number by the numbering plans. The rules and their order are those of Google's libphonenumber, which
/// the plans were written for, with two differences. A number with its calling code that is valid as it stands keeps all its
/// digits; and while a number is not valid, its prefix is taken off again, so that reading a number that was read changes nothing.
/// </summary>
static class PhoneReader
{
    /// <summary>Room that <see cref="Read"/> needs.</summary>
    public const int RoomLength = 2 * HalfRoom;

    const int StripsMax = 4;
    const int HalfRoom = StripsMax * StripRoom;
    const int StripRoom = PhoneText.DigitsMax + PhonePlan.TransformLiteralMax;

    /// <summary>Reads a number.</summary>
    /// <param name="digits">All its digits, ASCII; at least one and at most <see cref="PhoneText.DigitsMax"/>.</param>
    /// <param name="hasPlus">True when it starts with a calling code.</param>
    /// <param name="region">The plan of the region that it is dialled in; null when that is not known.</param>
    /// <param name="room">Room for digits; the reading may point into it.</param>
    public static PhoneReading Read(ReadOnlySpan<byte> digits, bool hasPlus, PhonePlan? region, Span<byte> room)
    {
        if (hasPlus)
        {
            return ReadInternational(digits, region, room);
        }
        if (region is null)
        {
            return new PhoneReading(PhoneVerdict.RegionUnknown, null, digits, 0);
        }
        var reading = ReadNational(digits, region, room);
        if (reading.Verdict == PhoneVerdict.Valid || reading.Plan is null)
        {
            return reading;
        }
        // A number with its calling code is read by the code's main plan, and what is written here will be read so.
        return StripWhileNotValid(PhonePlans.MainOf(reading.Plan), reading.National, room[HalfRoom..]);
    }

    static PhoneReading ReadNational(ReadOnlySpan<byte> digits, PhonePlan region, Span<byte> room)
    {
        if (!region.IsSpecial(digits[0]))
        {
            return Judge(region, digits);
        }
        room = room[..HalfRoom];
        var rest = digits;
        if (region.TryStripInternationalPrefix(ref rest))
        {
            return ReadCallingCode(rest, room);
        }
        return TryStripOwnCallingCode(region, ref rest, room)
            ? StripWhileNotValid(PhonePlans.MainOf(region), rest, room[StripRoom..])
            : StripOnceOrMore(region, digits, room);
    }

    static PhoneReading ReadInternational(ReadOnlySpan<byte> digits, PhonePlan? region, Span<byte> room)
    {
        var reading = ReadCallingCode(digits, room);
        // +00 44 … and +011 44 …: a plus before the prefix that it stands for.
        if (reading.Verdict == PhoneVerdict.Impossible && digits[0] == '0')
        {
            var rest = digits;
            if (region is not null && region.TryStripInternationalPrefix(ref rest))
            {
                return ReadCallingCode(rest, room);
            }
            return digits.StartsWith("00"u8) ? ReadCallingCode(digits[2..], room) : reading;
        }
        return reading;
    }

    static PhoneReading ReadCallingCode(ReadOnlySpan<byte> digits, Span<byte> room) =>
        PhonePlans.AtStart(digits) is { } plan
            ? StripWhileNotValid(plan, digits[plan.CallingCodeText.Length..], room)
            : new PhoneReading(PhoneVerdict.Impossible, null, digits, 0);

    // 49 30 123456 in Germany: the calling code without the +. A number that has the region's form as it stands is left alone.
    static bool TryStripOwnCallingCode(PhonePlan region, ref ReadOnlySpan<byte> digits, Span<byte> room)
    {
        if (!digits.StartsWith(region.CallingCodeText))
        {
            return false;
        }
        var rest = digits[region.CallingCodeText.Length..];
        region.TryStripNationalPrefix(ref rest, room);
        if ((region.IsViable(digits) || !region.IsViable(rest)) && !region.IsTooLong(digits.Length))
        {
            return false;
        }
        digits = rest;
        return true;
    }

    static PhoneReading StripOnceOrMore(PhonePlan plan, ReadOnlySpan<byte> national, Span<byte> room)
    {
        TryStrip(plan, ref national, room);
        return StripWhileNotValid(plan, national, room[StripRoom..]);
    }

    static PhoneReading StripWhileNotValid(PhonePlan plan, ReadOnlySpan<byte> national, Span<byte> room)
    {
        var reading = Judge(plan, national);
        while (reading.Verdict != PhoneVerdict.Valid && room.Length >= StripRoom && TryStrip(plan, ref national, room))
        {
            reading = Judge(plan, national);
            room = room[StripRoom..];
        }
        return reading;
    }

    // What is left must be long enough to be a number.
    static bool TryStrip(PhonePlan plan, ref ReadOnlySpan<byte> national, Span<byte> room)
    {
        var rest = national;
        if (
            !plan.TryStripNationalPrefix(ref rest, room)
            || !(plan.HasLength(rest.Length) || plan.IsTooLong(rest.Length))
        )
        {
            return false;
        }
        national = rest;
        return true;
    }

    // Whether a number is possible is asked of the calling code's main region, whether it is valid of all regions that share it.
    static PhoneReading Judge(PhonePlan plan, ReadOnlySpan<byte> national)
    {
        var match = plan.Match(national);
        if (match != 0)
        {
            return new PhoneReading(PhoneVerdict.Valid, plan, national, match);
        }
        var isPossible = PhonePlans.MainOf(plan).HasLength(national.Length);
        return new PhoneReading(isPossible ? PhoneVerdict.Possible : PhoneVerdict.Impossible, plan, national, 0);
    }
}

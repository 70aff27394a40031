using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>Finds what a number's text means: as the plans read it first, and when that is not valid, what people may have meant.</summary>
static class PhoneJudge
{
    /// <summary>Room that <see cref="Judge"/> needs.</summary>
    public const int RoomLength = 2 * PartLength;

    // 011 (North America's prefix for numbers abroad) also starts area codes elsewhere: Turin, Delhi, Johannesburg. No number
    // that is dialled with an area code is this long behind it.
    const int AbroadDigitsMin = 10;

    // Shorter digits are more likely a number of the region that lost or won a digit than one from abroad.
    const int LostPlusDigitsMin = 11;
    const int MobileOneLength = 13;
    const int PartLength = PhoneReader.RoomLength + PhoneText.DigitsMax;

    /// <summary>The best reading of a number.</summary>
    /// <param name="phone">The number's text.</param>
    /// <param name="region">The plan of its region; null when that is not known.</param>
    /// <param name="isBare">True when the text was nothing but digits, so that a + or a leading 0 may have been lost.</param>
    /// <param name="room">Room for digits; the reading points into it.</param>
    /// <param name="isRestored">True when a lost + or 0 was put back.</param>
    public static PhoneReading Judge(
        PhoneText phone,
        PhonePlan? region,
        bool isBare,
        Span<byte> room,
        out bool isRestored
    )
    {
        isRestored = false;
        var reading = PhoneReader.Read(phone.Digits, phone.HasPlus, region, room);
        var other = room[PartLength..];
        // 49 (0)30 123456 in Germany is valid with all its digits, too, but nobody writes a 0 in brackets behind an area code.
        if (
            HasOwnCallingCode(phone, region)
            && TryWithoutTrunkZero(phone, region, PhoneVerdict.Valid, other, out var changed)
        )
        {
            return changed;
        }
        if (reading.Verdict == PhoneVerdict.Valid)
        {
            return reading;
        }
        if (phone.TrunkZero > 0 && TryWithoutTrunkZero(phone, region, reading.Verdict, other, out changed))
        {
            return changed;
        }
        if (TryWithoutMobileOne(phone, region, other, out changed))
        {
            return changed;
        }
        if (phone.HasPlus)
        {
            return reading;
        }
        if (TryFromAbroad(phone.Digits, reading.Verdict, other, out changed))
        {
            return changed;
        }
        if (isBare && region is not null && TryRestore(phone.Digits, region, reading.Verdict, other, out changed))
        {
            isRestored = true;
            return changed;
        }
        return reading;
    }

    /// <summary>True for a number with its calling code that may be a mobile number of Mexico as it was dialled from abroad until 2019.</summary>
    public static bool HasMobileOne(ReadOnlySpan<byte> abroad) =>
        abroad.Length == MobileOneLength && abroad.StartsWith("521"u8);

    // The calling code without its +, and the (0) at once behind it.
    static bool HasOwnCallingCode(PhoneText phone, PhonePlan? region) =>
        phone is { HasPlus: false, TrunkZero: > 0 }
        && region is not null
        && phone.Digits[..phone.TrunkZero].SequenceEqual(region.CallingCodeText);

    // +48 (0)22 …: a 0 that is dialled in the country only. In Italy and San Marino it is a part of the number.
    static bool TryWithoutTrunkZero(
        PhoneText phone,
        PhonePlan? region,
        PhoneVerdict verdict,
        Span<byte> room,
        out PhoneReading changed
    )
    {
        changed = default;
        var zero = phone.TrunkZero;
        var prefixLength = phone.HasPlus || !phone.Digits.StartsWith("00"u8) ? 0 : 2;
        var abroad = phone.Digits[prefixLength..];
        if (
            (!phone.HasPlus && prefixLength == 0 && !HasOwnCallingCode(phone, region))
            || zero <= prefixLength
            || abroad.StartsWith("39"u8)
            || abroad.StartsWith("378"u8)
        )
        {
            return false;
        }
        abroad[..(zero - prefixLength)].CopyTo(room);
        phone.Digits[(zero + 1)..].CopyTo(room[(zero - prefixLength)..]);
        var digits = room[..(abroad.Length - 1)];
        changed = PhoneReader.Read(digits, hasPlus: true, region, room[PhoneText.DigitsMax..]);
        return changed.Verdict >= verdict && changed.Verdict >= PhoneVerdict.Possible;
    }

    // +52 1 55 1234 5678: until 2019 a 1 stood before mobile numbers in Mexico when they were dialled from abroad. Source: IFT,
    // Plan Técnico Fundamental de Numeración, in force since 3 August 2019.
    static bool TryWithoutMobileOne(PhoneText phone, PhonePlan? region, Span<byte> room, out PhoneReading changed)
    {
        const int mexico = 52;
        changed = default;
        var digits = phone.Digits;
        var abroad =
            phone.HasPlus || region?.CallingCode == mexico && digits.Length == MobileOneLength ? digits
            : digits.StartsWith("00"u8) ? digits[2..]
            : [];
        if (!HasMobileOne(abroad))
        {
            return false;
        }
        abroad[..2].CopyTo(room);
        abroad[3..].CopyTo(room[2..]);
        changed = PhoneReader.Read(room[..(MobileOneLength - 1)], hasPlus: true, region, room[PhoneText.DigitsMax..]);
        return changed.Verdict == PhoneVerdict.Valid;
    }

    // 00 and 011 are dialled before numbers abroad in most of the world and in North America, so they are understood whatever the
    // region dials; without a region, 00 is taken by its word.
    static bool TryFromAbroad(
        ReadOnlySpan<byte> digits,
        PhoneVerdict verdict,
        Span<byte> room,
        out PhoneReading changed
    )
    {
        changed = default;
        if (digits.Length > 2 && digits.StartsWith("00"u8))
        {
            changed = PhoneReader.Read(digits[2..], hasPlus: true, null, room);
            if (verdict == PhoneVerdict.RegionUnknown || changed.IsLine)
            {
                return true;
            }
        }
        if (digits.StartsWith("011"u8) && digits.Length >= AbroadDigitsMin + 3)
        {
            changed = PhoneReader.Read(digits[3..], hasPlus: true, null, room);
            return changed.IsLine;
        }
        return false;
    }

    // A spreadsheet that takes a number for a quantity drops its + and its leading 0. A 0 is put back when it makes the number
    // valid; a + only when the digits have no length of the region's own numbers and are somebody's line, not a service, abroad:
    // a wrong country is worse than a doubt.
    static bool TryRestore(
        ReadOnlySpan<byte> digits,
        PhonePlan region,
        PhoneVerdict verdict,
        Span<byte> room,
        out PhoneReading changed
    )
    {
        changed = default;
        if (digits.Length < PhoneText.DigitsMax && digits[0] != '0')
        {
            room[0] = (byte)'0';
            digits.CopyTo(room[1..]);
            var longer = room[..(digits.Length + 1)];
            changed = PhoneReader.Read(longer, hasPlus: false, region, room[PhoneText.DigitsMax..]);
            if (changed.Verdict == PhoneVerdict.Valid)
            {
                return true;
            }
        }
        if (verdict != PhoneVerdict.Impossible || digits.Length < LostPlusDigitsMin)
        {
            return false;
        }
        changed = PhoneReader.Read(digits, hasPlus: true, region, room);
        return changed.IsLine;
    }
}

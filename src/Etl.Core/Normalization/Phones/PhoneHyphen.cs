using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// An extension behind a hyphen, <c>010-65529988-8001</c>, as it is written in China and Turkey. Elsewhere a group behind a hyphen is a part of the number.
/// </summary>
static class PhoneHyphen
{
    const int China = 86;
    const int Turkey = 90;
    const int DigitsMin = 3;
    const int DigitsMax = 5;

    /// <summary>True for a number that is valid without its last group; <paramref name="hyphen"/> is the place before that.</summary>
    public static bool HasExtension(ReadOnlySpan<byte> value, PhonePlan? region, out int hyphen)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        hyphen = value.LastIndexOf((byte)'-');
        var extension = value[(hyphen + 1)..].Trim((byte)' ');
        if (
            hyphen < 0
            || extension.Length is < DigitsMin or > DigitsMax
            || extension.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !PhoneText.Read(value[..hyphen], textRoom, out var phone)
            || phone.ExtensionCount > 0
        )
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        return reading.Verdict == PhoneVerdict.Valid && reading.Plan?.CallingCode is China or Turkey;
    }
}

using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>A number as a plan reads it: its calling code and its national number.</summary>
/// <param name="verdict">What the plan says.</param>
/// <param name="plan">The plan; null when none was found.</param>
/// <param name="national">The national number, ASCII digits without prefixes.</param>
/// <param name="match">What a valid number is, see <see cref="PhonePlan.Match"/>.</param>
readonly ref struct PhoneReading(PhoneVerdict verdict, PhonePlan? plan, ReadOnlySpan<byte> national, int match)
{
    /// <summary>What the plan says.</summary>
    public PhoneVerdict Verdict { get; } = verdict;

    /// <summary>The plan; null when none was found.</summary>
    public PhonePlan? Plan { get; } = plan;

    /// <summary>The national number, ASCII digits without prefixes.</summary>
    public ReadOnlySpan<byte> National { get; } = national;

    /// <summary>The calling code, ASCII digits; empty when there is none.</summary>
    public ReadOnlySpan<byte> CallingCode => Plan is null ? [] : Plan.CallingCodeText;

    /// <summary>What the number is assigned to.</summary>
    public PhoneNumberKind Kind => PhonePlans.KindOf(match);

    /// <summary>True for what somebody has, and not a service.</summary>
    public bool IsLine => PhonePlans.IsLine(match);

    /// <summary>
    /// True for a fixed line whose digits, all those that were written, start with its own calling code and are a mobile number behind it:
    /// <c>491712345678</c> in Germany.
    /// </summary>
    public bool MayBeMobile(ReadOnlySpan<byte> written) =>
        Verdict == PhoneVerdict.Valid
        && written.StartsWith(CallingCode)
        && National.Length == written.Length
        && Kind == PhoneNumberKind.FixedLine
        && PhonePlans.KindOf(Plan!.Match(National[CallingCode.Length..])) == PhoneNumberKind.Mobile;

    /// <summary>The region that a valid number belongs to, two letters (see <see cref="PhonePlan.Letters"/>); 0 for none.</summary>
    public int Region => Verdict == PhoneVerdict.Valid ? PhonePlans.RegionOf(Plan!, match).Letters : 0;
}

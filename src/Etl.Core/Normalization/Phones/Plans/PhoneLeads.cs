namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// Reads valid numbers of one region by a look at their first two digits and one walk: which prefix they have, and so where the
/// national number starts, is known for nearly all of those. What it reads, <see cref="PhoneReader"/> and <see cref="PhoneJudge"/> read likewise.
/// </summary>
sealed class PhoneLeads
{
    const int DigitCount = 10;

    // Calling codes have one to three digits, and so many are stepped over at once behind them.
    const int LengthMin = 6;

    static readonly PhoneLead doubleZero = new(PhoneLeadKind.LineAbroad, PrefixLength: 2, State: 0);

    readonly PhonePlan plan;
    readonly PhoneLead[] leads = new PhoneLead[DigitCount * DigitCount];

    /// <summary>Finds out what all pairs of digits lead to.</summary>
    public PhoneLeads(PhonePlan plan)
    {
        this.plan = plan;
        Span<byte> pair = stackalloc byte[PhoneLead.Length];
        for (var index = 0; index < leads.Length; index++)
        {
            pair[0] = (byte)('0' + index / DigitCount);
            pair[1] = (byte)('0' + index % DigitCount);
            leads[index] = Find(pair);
        }
        PhoneStarts.Keep(plan, leads);
    }

    static ReadOnlySpan<byte> DoubleZero => "00"u8;

    /// <summary>Reads a number; false for one that is not valid, or whose first digits do not say how to read it.</summary>
    /// <param name="digits">All its digits, ASCII, without a +.</param>
    /// <param name="lead">How it was read, and the length of its prefix.</param>
    public bool TryRead(ReadOnlySpan<byte> digits, out PhoneLead lead)
    {
        lead = default;
        if (digits.Length < LengthMin)
        {
            return false;
        }
        lead = leads[DigitCount * (digits[0] - '0') + (digits[1] - '0')];
        if (lead.Kind == PhoneLeadKind.National)
        {
            return plan.MatchBehind(lead.State, digits[PhoneLead.Length..]) != 0
                && (lead.PrefixLength == 0 || plan.HasLength(digits.Length - lead.PrefixLength));
        }
        if (lead.Kind == PhoneLeadKind.Unclear)
        {
            return false;
        }
        var abroad = digits[lead.PrefixLength..];
        var match = PhonePlans.MatchAbroad(abroad);
        return lead.Kind == PhoneLeadKind.Abroad
            ? match != 0
            : PhonePlans.IsLine(match) && !PhoneJudge.HasMobileOne(abroad);
    }

    /// <summary>Reads a number whose region is not known; false for one without 00 before its calling code.</summary>
    public static bool TryReadAnywhere(ReadOnlySpan<byte> digits, out PhoneLead lead)
    {
        lead = doubleZero;
        if (!digits.StartsWith(DoubleZero))
        {
            return false;
        }
        var abroad = digits[DoubleZero.Length..];
        return PhonePlans.MatchAbroad(abroad) != 0 && !PhoneJudge.HasMobileOne(abroad);
    }

    PhoneLead Find(ReadOnlySpan<byte> pair)
    {
        if (!plan.IsSpecial(pair[0]))
        {
            return FindPlain(pair);
        }
        var international = plan.ProbeInternationalPrefix(pair);
        if (international != PhonePlan.NoPrefix)
        {
            return international > 0 ? new PhoneLead(PhoneLeadKind.Abroad, (byte)international, 0) : default;
        }
        var code = plan.CallingCodeText;
        var isOwnCode = pair.StartsWith(code);
        if (!isOwnCode && code.AsSpan().StartsWith(pair))
        {
            return default;
        }
        var prefix = plan.ProbeNationalPrefix(pair);
        if (isOwnCode)
        {
            return prefix == code.Length && IsPrefix(pair) && HasNoSecondPrefix(pair, prefix)
                ? National(pair, prefix)
                : default;
        }
        if (prefix != PhonePlan.NoPrefix)
        {
            return prefix > 0 && IsPrefix(pair) ? National(pair, prefix) : default;
        }
        return FindPlain(pair);
    }

    // Nothing is taken off the number. When none of the region starts with 00, these are a prefix all the same.
    PhoneLead FindPlain(ReadOnlySpan<byte> pair) =>
        National(pair, 0) is { State: > 0 } national ? national
        : pair.SequenceEqual(DoubleZero) && PhonePlans.MainOf(plan).ProbeNationalPrefix(pair) == PhonePlan.NoPrefix
            ? doubleZero
        : default;

    // With its prefix the number has no form of the region, so nothing speaks for keeping it.
    bool IsPrefix(ReadOnlySpan<byte> pair) => plan.IsImpossibleStart(pair);

    // 1 in North America: a calling code or a prefix, the number behind it is the same, unless another prefix follows.
    bool HasNoSecondPrefix(ReadOnlySpan<byte> pair, int length) =>
        length < pair.Length && plan.ProbeNationalPrefix(pair[length..]) == PhonePlan.NoPrefix;

    PhoneLead National(ReadOnlySpan<byte> pair, int prefixLength) =>
        new(PhoneLeadKind.National, (byte)prefixLength, (ushort)plan.StateBehind(pair[prefixLength..]));
}

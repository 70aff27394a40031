namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>What the first two digits of a number say about how it is read in a region.</summary>
/// <param name="Kind">How it is read.</param>
/// <param name="PrefixLength">Digits before the national number or the calling code.</param>
/// <param name="State">The state of <see cref="PhoneAutomaton"/> behind both digits, of a national number.</param>
readonly record struct PhoneLead(PhoneLeadKind Kind, byte PrefixLength, ushort State)
{
    /// <summary>How many of the first digits are looked at.</summary>
    public const int Length = 2;
}

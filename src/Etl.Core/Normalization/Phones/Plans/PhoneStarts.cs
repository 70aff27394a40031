using Etl.Core.Normalization.Places;

namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// How numbers start in one region, as <see cref="PhoneLeads"/> found out, by the region's place among all pairs of letters: for reading many numbers without a
/// branch. Nothing is clear in a region before the first of its numbers was read otherwise.
/// </summary>
sealed class PhoneStarts
{
    /// <summary>The place that stands for numbers with a + before them, wherever they are dialled: behind that of <see cref="CountryLetters.Unknown"/>.</summary>
    public const int PlusPlace = CountryLetters.Unknown + 1;

    const int DigitCount = 10;
    const int Letters = 26;

    static readonly PhoneStarts none = new([], "", 0);
    static readonly PhoneStarts plus = new([new PhoneLead(PhoneLeadKind.Abroad, 0, 0)], "", 0);
    static readonly PhoneStarts[] byPlace = NoneYet();

    readonly PhoneLead[] leads = new PhoneLead[DigitCount * DigitCount];
    readonly ulong lengths;

    PhoneStarts(ReadOnlySpan<PhoneLead> leads, string callingCode, ulong lengths)
    {
        Array.Fill(this.leads, leads is [var only] ? only : default);
        if (leads.Length == this.leads.Length)
        {
            leads.CopyTo(this.leads);
        }
        this.lengths = lengths;
        Code = '+';
        for (var index = 0; index < callingCode.Length; index++)
        {
            Code |= (uint)callingCode[index] << (8 * (index + 1));
        }
        CodeLength = 1 + callingCode.Length;
    }

    /// <summary>The + and the calling code of the region, ASCII, the first byte lowest.</summary>
    public uint Code { get; }

    /// <summary>Bytes of <see cref="Code"/>.</summary>
    public int CodeLength { get; }

    /// <summary>What is known of the numbers of each place.</summary>
    public static PhoneStarts[] ByPlace => byPlace;

    /// <summary>Keeps what was found out. Two threads may both do that: it is the same.</summary>
    /// <param name="plan">The plan of the region.</param>
    /// <param name="leads">By the first two digits.</param>
    public static void Keep(PhonePlan plan, ReadOnlySpan<PhoneLead> leads)
    {
        if (plan.Letters == 0)
        {
            return;
        }
        var lengths = 0UL;
        for (var length = 0; length < 8 * sizeof(ulong); length++)
        {
            lengths |= plan.HasLength(length) ? 1UL << length : 0;
        }
        var code = System.Text.Encoding.ASCII.GetString(plan.CallingCodeText);
        var place = Letters * ((plan.Letters >> 8) - 'A') + (plan.Letters & 0xFF) - 'A';
        byPlace[place] = new PhoneStarts(leads, code, lengths);
    }

    /// <summary>How a number is read that starts with two digits (ASCII).</summary>
    public PhoneLead Of(byte first, byte second) => leads[DigitCount * (first - '0') + (second - '0')];

    /// <summary>True when numbers of the region can have that many digits, fewer than 64.</summary>
    public bool HasLength(int count) => ((lengths >> count) & 1) != 0;

    static PhoneStarts[] NoneYet()
    {
        var made = new PhoneStarts[PlusPlace + 1];
        Array.Fill(made, none);
        made[PlusPlace] = plus;
        return made;
    }
}

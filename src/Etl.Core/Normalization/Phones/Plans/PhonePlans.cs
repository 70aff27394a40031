using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// The numbering plans of all regions, out of <c>plans.bin</c>: 16-bit little-endian words, read once, at the first phone number.
/// They are: the number of regions, of states, of program words and of settled states; the regions (<see cref="PhonePlan"/>), those of one calling
/// code together and its main one first; the programs of their prefixes (<see cref="DigitProgram"/>); what each state of the
/// <see cref="PhoneAutomaton"/> means when a number ends there; ten targets for each state. All patterns of whole numbers
/// are in the one automaton: a walk over a national number tells whether it is valid, its region and its kind.
/// </summary>
static class PhonePlans
{
    const int HeaderWords = 4;
    const int RegionWords = 12;
    const int KindBits = 4;
    const int Letters = 26;
    const int CallingCodeMax = 999;
    const int CallingCodeDigits = 3;

    // A bit for each kind.
    const int Lines =
        (1 << (int)PhoneNumberKind.FixedLine)
        | (1 << (int)PhoneNumberKind.Mobile)
        | (1 << (int)PhoneNumberKind.FixedLineOrMobile);

    static readonly ushort[] words = Read();
    static readonly int programsAt = HeaderWords + RegionWords * words[0];
    static readonly int outputsAt = programsAt + words[2];
    static readonly PhoneAutomaton automaton = new(
        words[3],
        words.AsSpan(outputsAt, words[1]),
        words.AsSpan(outputsAt + words[1])
    );
    static readonly PhonePlan[] plans = MakePlans();
    static readonly PhonePlan?[] byLetters = MakeByLetters();
    static readonly short[] byCallingCode = MakeByCallingCode();

    // The state behind the first three digits of a number with its calling code.
    static readonly ushort[] statesAbroad = MakeStatesAbroad();

    /// <summary>All patterns of whole numbers.</summary>
    public static PhoneAutomaton Automaton => automaton;

    /// <summary>The states behind the first three digits of a number with its calling code, by these digits as a number.</summary>
    public static ushort[] StatesAbroad => statesAbroad;

    /// <summary>All plans.</summary>
    public static IReadOnlyList<PhonePlan> All => plans;

    /// <summary>The plan of a region by its ISO 3166 alpha-2 code in capitals; null when it is none or has no plan.</summary>
    public static PhonePlan? OfRegion(ReadOnlySpan<byte> letters)
    {
        if (letters.Length != 2)
        {
            return null;
        }
        var first = (uint)(letters[0] - 'A');
        var second = (uint)(letters[1] - 'A');
        return first < Letters && second < Letters ? byLetters[Letters * first + second] : null;
    }

    /// <summary>
    /// The main plan of the calling code that the digits (ASCII) start with; null when that is assigned to nobody, and for a text without a calling
    /// code, such as a number in digits of another script that was kept.
    /// </summary>
    public static PhonePlan? AtStart(ReadOnlySpan<byte> digits)
    {
        var code = 0;
        for (var count = 0; count < Math.Min(CallingCodeDigits, digits.Length); count++)
        {
            if (!char.IsAsciiDigit((char)digits[count]))
            {
                return null;
            }
            code = 10 * code + (digits[count] - '0');
            if (byCallingCode[code] >= 0)
            {
                return code == 0 ? null : plans[byCallingCode[code]];
            }
            if (code == 0)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>What a number with its calling code is, see <see cref="PhonePlan.Match"/>; 0 when it is not valid.</summary>
    /// <param name="digits">The calling code and the national number, ASCII.</param>
    public static int MatchAbroad(ReadOnlySpan<byte> digits)
    {
        // No number is shorter than that, its calling code included.
        if (digits.Length < CallingCodeDigits)
        {
            return 0;
        }
        var start = 100 * (digits[0] - '0') + 10 * (digits[1] - '0') + (digits[2] - '0');
        return automaton.Match(statesAbroad[start], digits[CallingCodeDigits..]);
    }

    /// <summary>The main plan of the plan's calling code.</summary>
    public static PhonePlan MainOf(PhonePlan plan) => plans[byCallingCode[plan.CallingCode]];

    /// <summary>The kind of a number, by what <see cref="PhonePlan.Match"/> said of it.</summary>
    public static PhoneNumberKind KindOf(int match) => (PhoneNumberKind)(match & ((1 << KindBits) - 1));

    /// <summary>True for what somebody has, and not a service, by what <see cref="PhonePlan.Match"/> said.</summary>
    public static bool IsLine(int match) => ((Lines >> (int)KindOf(match)) & 1) != 0;

    /// <summary>The region that a valid number belongs to: of those that share the calling code, the one that it is valid in.</summary>
    public static PhonePlan RegionOf(PhonePlan plan, int match) =>
        plans[byCallingCode[plan.CallingCode] + (match >> KindBits)];

    /// <summary>The program that starts at a place of the programs.</summary>
    public static ReadOnlySpan<ushort> Program(int start) => words.AsSpan((programsAt + start)..outputsAt);

    static ushort[] Read()
    {
        Debug.Assert(
            BitConverter.IsLittleEndian,
            "The table's words are little-endian, as every machine that .NET runs on but one."
        );
        using var stream = typeof(PhonePlans).Assembly.GetManifestResourceStream(
            "Etl.Core.Normalization.Phones.Plans.plans.bin"
        )!;
        var read = new ushort[stream.Length / sizeof(ushort)];
        stream.ReadExactly(MemoryMarshal.AsBytes(read.AsSpan()));
        return read;
    }

    static PhonePlan[] MakePlans()
    {
        var made = new PhonePlan[words[0]];
        for (var index = 0; index < made.Length; index++)
        {
            made[index] = new PhonePlan(words.AsSpan(HeaderWords + RegionWords * index, RegionWords), automaton);
        }
        return made;
    }

    static PhonePlan?[] MakeByLetters()
    {
        var table = new PhonePlan?[Letters * Letters];
        foreach (var plan in plans)
        {
            if (plan.Letters is var letters and > 0)
            {
                table[Letters * ((letters >> 8) - 'A') + (letters & 0xFF) - 'A'] = plan;
            }
        }
        return table;
    }

    static short[] MakeByCallingCode()
    {
        var table = new short[CallingCodeMax + 1];
        table.AsSpan().Fill(-1);
        for (var index = plans.Length - 1; index >= 0; index--)
        {
            table[plans[index].CallingCode] = (short)index;
        }
        return table;
    }

    static ushort[] MakeStatesAbroad()
    {
        var table = new ushort[CallingCodeMax + 1];
        Span<byte> digits = stackalloc byte[CallingCodeDigits];
        for (var index = 0; index < table.Length; index++)
        {
            digits[0] = (byte)('0' + index / 100);
            digits[1] = (byte)('0' + index / 10 % 10);
            digits[2] = (byte)('0' + index % 10);
            if (AtStart(digits) is { } plan)
            {
                table[index] = (ushort)plan.StateBehind(digits[plan.CallingCodeText.Length..]);
            }
        }
        return table;
    }
}

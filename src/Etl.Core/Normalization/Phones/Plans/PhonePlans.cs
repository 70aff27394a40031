using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>
/// The numbering plans of all regions, out of <c>plans.bin</c>: 16-bit little-endian words, read once, at the first phone number.
/// They are: the number of regions, of states and of program words; the regions (<see cref="PhonePlan"/>), those of one calling
/// code together and its main one first; the programs of their prefixes (<see cref="DigitProgram"/>); what each state of the
/// automaton means when a number ends there; ten targets for each state. State 0 is the dead end. All patterns of whole numbers
/// are in the one automaton: a walk over a national number tells whether it is valid, its region and its kind.
/// </summary>
static class PhonePlans
{
    const int HeaderWords = 3;
    const int RegionWords = 12;
    const int DigitCount = 10;
    const int KindBits = 4;
    const int Letters = 26;
    const int CallingCodeMax = 999;

    static readonly ushort[] words = Read();
    static readonly int programsAt = HeaderWords + RegionWords * words[0];
    static readonly int outputsAt = programsAt + words[2];
    static readonly int rowsAt = outputsAt + words[1];
    static readonly PhonePlan[] plans = MakePlans();
    static readonly short[] byLetters = MakeByLetters();
    static readonly short[] byCallingCode = MakeByCallingCode();

    /// <summary>All plans.</summary>
    public static IReadOnlyList<PhonePlan> All => plans;

    /// <summary>The plan of a region by its ISO 3166 alpha-2 code in capitals; null when it is none or has no plan.</summary>
    public static PhonePlan? OfRegion(ReadOnlySpan<byte> letters)
    {
        if (letters.Length != 2 || letters.ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
        {
            return null;
        }
        var index = byLetters[Letters * (letters[0] - 'A') + letters[1] - 'A'];
        return index < 0 ? null : plans[index];
    }

    /// <summary>The main plan of the calling code that the digits (ASCII) start with; null when that is assigned to nobody.</summary>
    public static PhonePlan? AtStart(ReadOnlySpan<byte> digits)
    {
        var code = 0;
        for (var count = 0; count < Math.Min(3, digits.Length); count++)
        {
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

    /// <summary>The main plan of the plan's calling code.</summary>
    public static PhonePlan MainOf(PhonePlan plan) => plans[byCallingCode[plan.CallingCode]];

    /// <summary>The kind of a number, by what <see cref="PhonePlan.Match"/> said of it.</summary>
    public static PhoneNumberKind KindOf(int match) => (PhoneNumberKind)(match & ((1 << KindBits) - 1));

    /// <summary>The region that a valid number belongs to: of those that share the calling code, the one that it is valid in.</summary>
    public static PhonePlan RegionOf(PhonePlan plan, int match) =>
        plans[byCallingCode[plan.CallingCode] + (match >> KindBits)];

    /// <summary>The program that starts at a place of the programs.</summary>
    public static ReadOnlySpan<ushort> Program(int start) => words.AsSpan((programsAt + start)..outputsAt);

    /// <summary>The state that digits (ASCII) lead to.</summary>
    public static int Walk(int state, ReadOnlySpan<byte> digits)
    {
        var table = words;
        var start = rowsAt;
        foreach (var digit in digits)
        {
            state = table[start + DigitCount * state + (digit - '0')];
        }
        return state;
    }

    /// <summary>What it means that a number ends in a state; 0 for nothing.</summary>
    public static int Output(int state) => words[outputsAt + state];

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
            made[index] = new PhonePlan(words.AsSpan(HeaderWords + RegionWords * index, RegionWords));
        }
        return made;
    }

    static short[] MakeByLetters()
    {
        var table = new short[Letters * Letters];
        table.AsSpan().Fill(-1);
        for (var index = 0; index < plans.Length; index++)
        {
            if (plans[index].Letters is var letters and > 0)
            {
                table[Letters * ((letters >> 8) - 'A') + (letters & 0xFF) - 'A'] = (short)index;
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
}

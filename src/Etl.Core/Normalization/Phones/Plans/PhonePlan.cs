namespace Etl.Core.Normalization.Phones.Plans;

/// <summary>The numbering plan of one region, or of one calling code that belongs to none.</summary>
sealed class PhonePlan
{
    /// <summary>Digits of the longest literal that a transform puts before a group.</summary>
    public const int TransformLiteralMax = 4;

    /// <summary>The answer of a probe for a prefix: none, whatever follows.</summary>
    public const int NoPrefix = -1;

    readonly ulong lengths;
    readonly int specialDigits;
    readonly int generalState;
    readonly int numberState;
    readonly int internationalProgram;
    readonly int nationalProgram;
    readonly int nationalGroupCount;
    readonly int transformGroup;
    readonly byte[] transformLiteral;
    readonly PhoneAutomaton automaton;

    // Made when the first number is read in the region; two threads may both make them, and they are the same.
    PhoneLeads? leads;

    /// <summary>Reads a region's words out of the table; <c>make-plans.mjs</c> writes them in this order.</summary>
    public PhonePlan(ReadOnlySpan<ushort> words, PhoneAutomaton automaton)
    {
        this.automaton = automaton;
        Letters = words[0];
        CallingCode = words[1];
        lengths = words[2] | ((ulong)words[3] << 16);
        numberState = words[4];
        generalState = words[5];
        internationalProgram = words[6];
        nationalProgram = words[7];
        nationalGroupCount = words[8];
        transformGroup = words[9];
        transformLiteral = Literal(words[10]);
        specialDigits = words[11];
        CallingCodeText = Digits(CallingCode);
    }

    /// <summary>The region's ISO 3166 alpha-2 code, the first letter in the upper byte; 0 for a calling code without a region.</summary>
    public int Letters { get; }

    /// <summary>Country calling code.</summary>
    public int CallingCode { get; }

    /// <summary>The calling code's digits, ASCII.</summary>
    public byte[] CallingCodeText { get; }

    /// <summary>Reads most of the region's valid numbers at once.</summary>
    public PhoneLeads Leads => leads ??= new PhoneLeads(this);

    /// <summary>
    /// True when a number that starts with this digit may hold a prefix or the region's own calling code. A number that starts
    /// with another digit is its national number as it stands.
    /// </summary>
    public bool IsSpecial(byte digit) => (specialDigits & (1 << (digit - '0'))) != 0;

    /// <summary>True when numbers of the region can have that many digits.</summary>
    public bool HasLength(int count) => count < 64 && (lengths & (1ul << count)) != 0;

    /// <summary>True when no number of the region has that many digits or more.</summary>
    public bool IsTooLong(int count) => count >= 64 || lengths >> count == 0;

    /// <summary>True when the digits have the general form of the region's numbers.</summary>
    public bool IsViable(ReadOnlySpan<byte> national) => automaton.Match(generalState, national) != 0;

    /// <summary>What a national number under this calling code is; see <see cref="PhonePlans.KindOf"/>. 0 when it is not valid.</summary>
    public int Match(ReadOnlySpan<byte> national) => automaton.Match(numberState, national);

    /// <summary>The state that the first digits of a national number lead to.</summary>
    public int StateBehind(ReadOnlySpan<byte> start) => Walk(numberState, start);

    /// <summary>The same as <see cref="Match"/> of the digits behind those that led to a state.</summary>
    public int MatchBehind(int state, ReadOnlySpan<byte> rest) => automaton.Match(state, rest);

    /// <summary>True when no number of the region has a form that starts with these digits.</summary>
    public bool IsImpossibleStart(ReadOnlySpan<byte> start) => Walk(generalState, start) == 0;

    /// <summary>Takes the prefix off that is dialled in the region before numbers abroad, with their calling code.</summary>
    public bool TryStripInternationalPrefix(ref ReadOnlySpan<byte> digits)
    {
        if (
            internationalProgram == 0
            || !DigitProgram.TryMatch(PhonePlans.Program(internationalProgram), digits, out var match)
        )
        {
            return false;
        }
        // No calling code starts with 0, so this was something else.
        if (match.Length < digits.Length && digits[match.Length] == '0')
        {
            return false;
        }
        digits = digits[match.Length..];
        return true;
    }

    /// <summary>
    /// Takes the national prefix off (and the code of a carrier behind it), by the region's own rule, which may put digits in its
    /// place: <c>011 15 2345 6789</c> is <c>9 11 2345 6789</c> in Argentina. A number that has the region's form as it stands keeps
    /// what looks like a prefix, unless it has that form without, too.
    /// </summary>
    /// <param name="national">The number; afterwards the number without its prefix.</param>
    /// <param name="room">Where a changed number goes: four bytes more than the number has digits.</param>
    public bool TryStripNationalPrefix(ref ReadOnlySpan<byte> national, Span<byte> room)
    {
        if (
            nationalProgram == 0
            || !DigitProgram.TryMatch(PhonePlans.Program(nationalProgram), national, out var match)
        )
        {
            return false;
        }
        var rest = Transform(national, match, room);
        if (rest.SequenceEqual(national) || (IsViable(national) && !IsViable(rest)))
        {
            return false;
        }
        national = rest;
        return true;
    }

    /// <summary>
    /// The length of the prefix that is dialled before numbers abroad, by a number's first digits alone; <see cref="NoPrefix"/> when there is none,
    /// and 0 when the digits behind them decide it.
    /// </summary>
    public int ProbeInternationalPrefix(ReadOnlySpan<byte> start) => Probe(internationalProgram, start, out _);

    /// <summary>The same for the national prefix, which also must leave the digits behind it as they are.</summary>
    public int ProbeNationalPrefix(ReadOnlySpan<byte> start)
    {
        var length = Probe(nationalProgram, start, out var match);
        return transformGroup == 0 || match.Captures == 0 ? length : 0;
    }

    static int Probe(int program, ReadOnlySpan<byte> start, out DigitMatch match)
    {
        match = default;
        if (program == 0)
        {
            return NoPrefix;
        }
        var isMatch = DigitProgram.TryMatch(PhonePlans.Program(program), start, out match, out var hasSeenEnd);
        return hasSeenEnd ? 0
            : isMatch ? match.Length
            : NoPrefix;
    }

    int Walk(int state, ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            state = automaton.Step(state, digit);
        }
        return state;
    }

    ReadOnlySpan<byte> Transform(ReadOnlySpan<byte> national, DigitMatch match, Span<byte> room)
    {
        var tail = national[match.Length..];
        if (transformGroup == 0 || match.Group(nationalGroupCount, national).IsEmpty)
        {
            return tail;
        }
        var group = match.Group(transformGroup, national);
        transformLiteral.CopyTo(room);
        group.CopyTo(room[transformLiteral.Length..]);
        tail.CopyTo(room[(transformLiteral.Length + group.Length)..]);
        return room[..(transformLiteral.Length + group.Length + tail.Length)];
    }

    // Four bits a digit, plus one, the last digit lowest.
    static byte[] Literal(int word)
    {
        var digits = new List<byte>(TransformLiteralMax);
        for (; word != 0; word >>= 4)
        {
            digits.Insert(0, (byte)('0' + (word & 0xF) - 1));
        }
        return [.. digits];
    }

    static byte[] Digits(int code) =>
        System.Text.Encoding.ASCII.GetBytes(code.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

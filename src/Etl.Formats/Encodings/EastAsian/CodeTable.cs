namespace Etl.Formats.Encodings.EastAsian;

/// <summary>The codes of one encoding beyond ASCII, both ways. What they stand for is kept as <see cref="CodeEntry.Units"/>, 0 for none.
/// A code that is not yet complete is the number that its bytes are, the first one highest.</summary>
sealed class CodeTable
{
    /// <summary>The first of three bytes, in EUC-JP.</summary>
    public const byte ThreeByteLead = 0x8F;

    const int CodesOfTwoBytes = 0x8000;

    readonly uint[] ones = new uint[0x100];
    readonly uint[] twos = new uint[CodesOfTwoBytes];
    readonly uint[] threes = [];
    readonly bool[] leads = new bool[0x100];

    readonly FourByteCodes? fours;

    /// <summary>Units → code. Only records that are written back need it, so it is made when the first one is.</summary>
    readonly Lazy<Dictionary<uint, int>> codes;

    /// <summary>Makes a table.</summary>
    /// <param name="entries">All codes; of those that stand for the same the first is written. Read a second time when text is written.</param>
    /// <param name="fours">Its codes of four bytes, of which those are written whose characters have no other code; none by default.</param>
    public CodeTable(IEnumerable<CodeEntry> entries, FourByteCodes? fours = null)
    {
        this.fours = fours;
        foreach (var (code, units) in entries)
        {
            if (code <= 0xFF)
            {
                ones[code] = units;
                continue;
            }
            var isThree = code > 0xFFFF;
            if (isThree && threes.Length == 0)
            {
                threes = new uint[CodesOfTwoBytes];
            }
            (isThree ? threes : twos)[code % CodesOfTwoBytes] = units;
            leads[isThree ? code >> 16 : code >> 8] = true;
        }
        codes = new(() => Codes(entries));
    }

    /// <summary>What a single byte stands for.</summary>
    public uint One(byte value) => ones[value];

    /// <summary>What a code of two bytes or more stands for.</summary>
    /// <param name="start">All bytes but the last.</param>
    /// <param name="last">The last byte.</param>
    public uint Find(int start, byte last) =>
        start switch
        {
            <= 0xFF => twos[((start << 8) | last) % CodesOfTwoBytes],
            _ when FourByteCodes.IsStart(start) => fours?.Find(start, last) ?? 0,
            _ => threes[((start << 8) | last) % CodesOfTwoBytes],
        };

    /// <summary>True when a code of several bytes starts with it.</summary>
    public bool IsLead(byte value) => leads[value];

    /// <summary>True when a further byte must follow behind one, because a longer code starts so.</summary>
    /// <param name="start">The bytes before it.</param>
    /// <param name="next">The byte.</param>
    public bool GoesOn(int start, byte next) =>
        fours is null ? start == ThreeByteLead && threes.Length > 0 && next >= 0xA1 : FourByteCodes.GoesOn(start, next);

    /// <summary>The code to write for units; false when there is none.</summary>
    public bool TryFindCode(uint units, out uint code)
    {
        if (codes.Value.TryGetValue(units, out var shortCode))
        {
            code = (uint)shortCode;
            return true;
        }
        code = fours?.CodeOf(units) ?? 0;
        return code > 0;
    }

    static Dictionary<uint, int> Codes(IEnumerable<CodeEntry> entries)
    {
        var codes = new Dictionary<uint, int>();
        foreach (var (code, units) in entries)
        {
            codes.TryAdd(units, code);
        }
        return codes;
    }
}

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>The codes of one encoding beyond ASCII, both ways. What they stand for is kept as <see cref="CodeEntry.Units"/>, 0 for none.</summary>
sealed class CodeTable
{
    /// <summary>The first of three bytes, in EUC-JP.</summary>
    public const byte ThreeByteLead = 0x8F;

    const int CodesOfTwoBytes = 0x8000;

    readonly uint[] ones = new uint[0x100];
    readonly uint[] twos = new uint[CodesOfTwoBytes];
    readonly uint[] threes = [];
    readonly bool[] leads = new bool[0x100];

    /// <summary>Units → code. Only records that are written back need it, so it is made when the first one is.</summary>
    readonly Lazy<Dictionary<uint, int>> codes;

    /// <summary>Makes a table.</summary>
    /// <param name="entries">All codes; of those that stand for the same the first is written. Read a second time when text is written.</param>
    public CodeTable(IEnumerable<CodeEntry> entries)
    {
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

    /// <summary>What two bytes stand for.</summary>
    public uint Two(int lead, byte trail) => twos[((lead << 8) | trail) % CodesOfTwoBytes];

    /// <summary>What two bytes behind <see cref="ThreeByteLead"/> stand for.</summary>
    public uint Three(int middle, byte trail) => threes[((middle << 8) | trail) % CodesOfTwoBytes];

    /// <summary>True when a code of several bytes starts with it.</summary>
    public bool IsLead(byte value) => leads[value];

    /// <summary>True when codes of three bytes start with it.</summary>
    public bool IsThreeByteLead(int value) => value == ThreeByteLead && threes.Length > 0;

    /// <summary>The code to write for units; false when there is none.</summary>
    public bool TryFindCode(uint units, out int code) => codes.Value.TryGetValue(units, out code);

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

using System.Buffers.Binary;
using System.Diagnostics;

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>The tables of the encodings, as the Encoding Standard (https://encoding.spec.whatwg.org) has them.</summary>
static class CodeTables
{
    const int PairFlag = 0x8000;
    const int TrailsOfShiftJis = 188;
    const int RowLength = 94;

    /// <summary>
    /// Rows 89 to 92, NEC's choice of IBM's characters, which only Windows writes in EUC-JP. Most of them are in JIS X 0212, too, and are written so, because
    /// every program that knows EUC-JP reads that.
    /// </summary>
    const int IbmRowsOfEucJp = 0xF9A1;

    static readonly Lazy<CodeTable> eucKr = new(() => new CodeTable(Runs("euc-kr")));

    static readonly Lazy<CodeTable> shiftJis = new(() =>
        new CodeTable(Runs("shift_jis").Concat(HalfWidthKatakana(0)).Concat(UserDefined()))
    );
    static readonly Lazy<CodeTable> eucJp = new(() =>
        new CodeTable(
            RowsOfEucJp()
                .Where(entry => entry.Code < IbmRowsOfEucJp)
                .Concat(HalfWidthKatakana(0x8E00))
                .Concat(Runs("jis0212").Select(WithThreeBytes))
                .Concat(RowsOfEucJp().Where(entry => entry.Code >= IbmRowsOfEucJp))
        )
    );
    static readonly Lazy<CodeTable> big5 = new(() => new CodeTable(Runs("big5")));
    static readonly Lazy<CodeTable> gb18030 = new(() =>
        new CodeTable(Runs("gb18030").Append(new CodeEntry(0x80, '€')), new FourByteCodes(Words("gb18030-ranges")))
    );

    /// <summary>Code page 949: KS X 1001 and the 8,822 syllables that Windows adds, which the web calls EUC-KR as well.</summary>
    public static CodeTable EucKr => eucKr.Value;

    /// <summary>Code page 932: JIS X 0208 with the characters of NEC and IBM, those of IBM in both places where they stand.</summary>
    public static CodeTable ShiftJis => shiftJis.Value;

    /// <summary>The same characters as rows of 94, and JIS X 0212 in three bytes.</summary>
    public static CodeTable EucJp => eucJp.Value;

    /// <summary>Big5 with the characters of ETEN and of Hong Kong (HKSCS 2008).</summary>
    public static CodeTable Big5 => big5.Value;

    /// <summary>GB 18030 of 2022, which all of GBK and GB 2312 is in, with the Euro sign of code page 936 (0x80).</summary>
    public static CodeTable Gb18030 => gb18030.Value;

    static IEnumerable<CodeEntry> HalfWidthKatakana(int codes) =>
        Enumerable
            .Range(0xA1, 0xDF - 0xA1 + 1)
            .Select(value => new CodeEntry(codes | value, (uint)(0xFF61 - 0xA1 + value)));

    /// <summary>Characters that users drew themselves; they stay the private ones that Windows makes of them.</summary>
    static IEnumerable<CodeEntry> UserDefined() =>
        Enumerable
            .Range(0, 10 * TrailsOfShiftJis)
            .Select(place => new CodeEntry(ShiftJisCode(place), (uint)(0xE000 + place)));

    static int ShiftJisCode(int userDefined)
    {
        var (row, trail) = (userDefined / TrailsOfShiftJis, userDefined % TrailsOfShiftJis);
        return ((0xF0 + row) << 8) | (trail + (trail < 0x3F ? 0x40 : 0x41));
    }

    static IEnumerable<CodeEntry> RowsOfEucJp() => Runs("shift_jis").Select(InRows).Where(entry => entry.Code > 0);

    /// <summary>The code of EUC-JP for one of Shift-JIS, 0 beyond the 94 rows.</summary>
    static CodeEntry InRows(CodeEntry entry)
    {
        var (lead, trail) = (entry.Code >> 8, entry.Code & 0xFF);
        var place = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * TrailsOfShiftJis + trail - (trail < 0x7F ? 0x40 : 0x41);
        var (row, cell) = (place / RowLength, place % RowLength);
        return entry with { Code = row < RowLength ? ((row + 0xA1) << 8) | (cell + 0xA1) : 0 };
    }

    static CodeEntry WithThreeBytes(CodeEntry entry) =>
        entry with
        {
            Code = (CodeTable.ThreeByteLead << 16) | entry.Code,
        };

    /// <summary>Reads a list of runs; <c>make-tables.mjs</c> says how it is laid out.</summary>
    static IEnumerable<CodeEntry> Runs(string name)
    {
        var words = Words(name);
        for (var index = 0; index < words.Length; )
        {
            var (first, count) = (words[index], words[index + 1]);
            var isPair = count >= PairFlag;
            index += 2;
            for (var place = 0; place < count % PairFlag; place++)
            {
                yield return new CodeEntry(first + place, words[index] | (isPair ? (uint)words[index + 1] << 16 : 0));
                index += isPair ? 2 : 1;
            }
        }
    }

    static ushort[] Words(string name)
    {
        var resource = $"Etl.Formats.Encodings.EastAsian.{name}.bin";
        using var stream =
            typeof(CodeTables).Assembly.GetManifestResourceStream(resource)
            ?? throw new UnreachableException($"{resource} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var words = new ushort[bytes.Length / sizeof(ushort)];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(index * sizeof(ushort)));
        }
        return words;
    }
}

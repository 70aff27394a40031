using System.Buffers.Binary;
using System.Diagnostics;

namespace Etl.Formats.Encodings.EastAsian;

/// <summary>The tables of the encodings, as the Encoding Standard (https://encoding.spec.whatwg.org) has them.</summary>
static class CodeTables
{
    const int PairFlag = 0x8000;

    static readonly Lazy<CodeTable> eucKr = new(() => new CodeTable(Runs("euc-kr")));

    /// <summary>Code page 949: KS X 1001 and the 8,822 syllables that Windows adds, which the web calls EUC-KR as well.</summary>
    public static CodeTable EucKr => eucKr.Value;

    /// <summary>Reads a list of runs; <c>make-tables.mjs</c> says how it is laid out.</summary>
    static IEnumerable<CodeEntry> Runs(string name)
    {
        var words = Words($"Etl.Formats.Encodings.EastAsian.{name}.bin");
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

    static ushort[] Words(string resource)
    {
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

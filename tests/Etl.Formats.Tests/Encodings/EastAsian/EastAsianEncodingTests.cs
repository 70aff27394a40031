using System.Security.Cryptography;
using System.Text;
using Etl.Formats.Encodings;
using Etl.Formats.Encodings.EastAsian;
using Etl.Testing;

namespace Etl.Formats.Tests.Encodings.EastAsian;

public sealed class EastAsianEncodingTests
{
    public static TheoryData<string> Names => ["euc-kr"];

    /// <summary>The hashes are those of <c>bench/peers/encodings/codes.mjs --hash</c>, which asks another decoder.</summary>
    [Theory]
    [InlineData("euc-kr", 17048, "7e4c8d2a31d0579c366e8b4290a378de24750ba875a928f68951b78c3bfe53e5")]
    public void Every_code_reads_as_in_the_Encoding_Standard(string name, int count, string hash)
    {
        var codes = AllCodes(name);
        Assert.Equal(count, codes.Count);
        var lines = codes.Select(code => $"{Convert.ToHexStringLower(code.Bytes)} {Units(code.Text)}\n");
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines)))));
    }

    [Theory]
    [InlineData("euc-kr", "EUC-KR euckr cp949 949 uhc ks_c_5601-1987 windows-949 51949")]
    public void All_names_of_an_encoding_find_it(string name, string aliases) =>
        Assert.All(aliases.Split(' '), alias => Assert.Equal(name, EncodingCatalog.Find(alias).WebName));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_character_is_written_as_a_code_that_reads_back(string name)
    {
        var encoding = Strict(name);
        foreach (var (_, text) in AllCodes(name))
        {
            var written = encoding.GetBytes($"a{text}\0b");
            Assert.Equal(written.Length, encoding.GetByteCount($"a{text}\0b"));
            Assert.Equal($"a{text}\0b", encoding.GetString(written));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_reads_the_same_in_pieces_of_any_length(string name)
    {
        var encoding = EncodingCatalog.Find(name);
        Repeat.ForSeeds(
            200,
            random =>
            {
                var bytes = new byte[random.Next(1, 100)];
                random.NextBytes(bytes);
                var decoder = encoding.GetDecoder();
                var text = new StringBuilder();
                var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
                for (var start = 0; start < bytes.Length; )
                {
                    var length = Math.Min(random.Next(1, 5), bytes.Length - start);
                    var isEnd = start + length == bytes.Length;
                    text.Append(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(start, length), chars, isEnd)));
                    start += length;
                }
                Assert.Equal(encoding.GetString(bytes), text.ToString());
            }
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Invalid_bytes_are_never_control_characters_and_swallow_no_delimiter(string name)
    {
        var encoding = EncodingCatalog.Find(name);
        for (var value = 0x80; value <= 0xFF; value++)
        {
            var read = encoding.GetString([(byte)value, (byte)'\n', (byte)value, (byte)',']);
            Assert.EndsWith(",", read, StringComparison.Ordinal);
            Assert.Equal(1, read.Count(character => character == '\n'));
            Assert.DoesNotContain(read, character => character is >= '\u0080' and <= '\u009F');
        }
    }

    [Fact]
    public void A_character_without_a_code_is_written_as_the_fallback_says()
    {
        var encoding = EncodingCatalog.Find("euc-kr");
        // .NET's own fallback writes two for a pair of surrogates.
        Assert.Equal("a???b"u8.ToArray(), encoding.GetBytes("a😀éb"));
        Assert.Throws<EncoderFallbackException>(() => Strict("euc-kr").GetBytes("é"));
        Assert.Throws<DecoderFallbackException>(() => Strict("euc-kr").GetString([0xFF]));
    }

    static Encoding Strict(string name)
    {
        var strict = (Encoding)EncodingCatalog.Find(name).Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        return strict;
    }

    static string Units(string text) => string.Concat(text.Select(unit => $"{(int)unit:x4}"));

    /// <summary>Every code beyond ASCII whose first bytes are none by themselves, in order.</summary>
    static List<(byte[] Bytes, string Text)> AllCodes(string name)
    {
        var marking = (Encoding)EncodingCatalog.Find(name).Clone();
        marking.DecoderFallback = new DecoderReplacementFallback("\uFFFF");
        var codes = new List<(byte[], string)>();
        for (var first = 0x80; first <= 0xFF; first++)
        {
            if (!Add([(byte)first]))
            {
                AddLonger([(byte)first]);
            }
        }
        return codes;

        bool Add(byte[] code)
        {
            var text = marking.GetString(code);
            var isCode = !text.Contains('\uFFFF', StringComparison.Ordinal);
            if (isCode)
            {
                codes.Add((code, text));
            }
            return isCode;
        }

        void AddLonger(byte[] start)
        {
            for (var next = 0x30; next <= 0xFE; next++)
            {
                byte[] code = [.. start, (byte)next];
                if (!Add(code) && code is [CodeTable.ThreeByteLead, >= 0xA1])
                {
                    AddLonger(code);
                }
            }
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using Etl.Formats.Encodings;
using Etl.Formats.Encodings.EastAsian;
using Etl.Testing;

namespace Etl.Formats.Tests.Encodings.EastAsian;

public sealed class EastAsianEncodingTests
{
    public static TheoryData<string> Names => ["euc-kr", "shift_jis", "euc-jp", "big5", "gb18030"];

    /// <summary>The hashes are those of <c>bench/peers/encodings/codes.mjs --hash</c>, which asks another decoder.</summary>
    [Theory]
    [InlineData("euc-kr", 17048, "7e4c8d2a31d0579c366e8b4290a378de24750ba875a928f68951b78c3bfe53e5")]
    [InlineData("shift_jis", 9667, "c70b4127d533641267d99988f4050fe3dfa0181c41ba7c37dd1c891679f05b5c")]
    [InlineData("euc-jp", 13466, "5b69347026ae31fcae2dd383a6f3da62c6cdf570487bd1d19138ab31df8850a6")]
    [InlineData("big5", 18594, "cb29fc8d4bb005f6af2b18a0fa653c21c761b843642bf23d958a572fb11e3a78")]
    [InlineData("gb18030", 23941, "0f8094070d65af2f1c6028d4fe6f776efe9fef09e7c4aa173403c3f40b2186a5")]
    public void Every_code_reads_as_in_the_Encoding_Standard(string name, int count, string hash)
    {
        var codes = AllCodes(name);
        Assert.Equal(count, codes.Count);
        var lines = codes.Select(code => $"{Convert.ToHexStringLower(code.Bytes)} {Units(code.Text)}\n");
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines)))));
    }

    [Theory]
    [InlineData("euc-kr", "EUC-KR euckr cp949 949 uhc ks_c_5601-1987 windows-949 51949")]
    [InlineData("shift_jis", "Shift_JIS sjis cp932 932 windows-31j ms932")]
    [InlineData("euc-jp", "EUC-JP eucjp 51932 20932")]
    [InlineData("big5", "Big5 cp950 950 big5-hkscs hkscs")]
    [InlineData("gb18030", "GB18030 54936 gbk x-gbk gb2312 gb_2312 cp936 936 windows-936 ms936 euc-cn chinese 20936")]
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

    /// <summary>What <see cref="OriginalEncoding"/> says of its exactness.</summary>
    [Theory]
    [InlineData("euc-kr", 0, 0)]
    [InlineData("shift_jis", 398, 0)]
    [InlineData("euc-jp", 291, 281)]
    [InlineData("big5", 100, 0)]
    [InlineData("gb18030", 2, 1)]
    public void Few_codes_are_written_as_another_and_fewer_in_another_length(string name, int others, int lengths)
    {
        var encoding = Strict(name);
        var written = AllCodes(name).Select(code => (code.Bytes, Written: encoding.GetBytes(code.Text))).ToList();
        Assert.Equal(others, written.Count(code => !code.Written.AsSpan().SequenceEqual(code.Bytes)));
        Assert.Equal(lengths, written.Count(code => code.Written.Length != code.Bytes.Length));
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

    [Theory]
    [InlineData("shift_jis", "髙﨑", new byte[] { 0xEE, 0xE0, 0xED, 0x95 }, new byte[] { 0xFB, 0xFC, 0xFA, 0xB1 })]
    [InlineData("euc-jp", "鷗", new byte[] { 0x8F, 0xEC, 0xBF }, new byte[] { 0x8F, 0xEC, 0xBF })]
    [InlineData(
        "euc-jp",
        "仡髙",
        new byte[] { 0x8F, 0xB0, 0xC8, 0xFC, 0xE2 },
        new byte[] { 0x8F, 0xB0, 0xC8, 0xFC, 0xE2 }
    )]
    [InlineData("euc-jp", "仡", new byte[] { 0xF9, 0xAE }, new byte[] { 0x8F, 0xB0, 0xC8 })]
    [InlineData("big5", "堃邨", new byte[] { 0xFB, 0x69, 0x90, 0x68 }, new byte[] { 0xFB, 0x69, 0x90, 0x68 })]
    [InlineData("big5", "Ê̄の", new byte[] { 0x88, 0x62, 0xC7, 0x55 }, new byte[] { 0x88, 0x62, 0xC7, 0x55 })]
    [InlineData(
        "gb18030",
        "€\u3000ḿ",
        new byte[] { 0x80, 0xA3, 0xA0, 0xA8, 0xBC },
        new byte[] { 0xA2, 0xE3, 0xA1, 0xA1, 0xA8, 0xBC }
    )]
    [InlineData(
        "gb18030",
        "龴龴",
        new byte[] { 0xFE, 0x59, 0x82, 0x35, 0x90, 0x37 },
        new byte[] { 0xFE, 0x59, 0xFE, 0x59 }
    )]
    public void Characters_of_vendors_and_regions_are_read_and_written(
        string name,
        string text,
        byte[] bytes,
        byte[] written
    )
    {
        Assert.Equal(text, Strict(name).GetString(bytes));
        Assert.Equal(written, Strict(name).GetBytes(text));
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

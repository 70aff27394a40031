using System.Security.Cryptography;
using System.Text;
using Etl.Formats.Encodings;

namespace Etl.Formats.Tests.Encodings.EastAsian;

public sealed class FourByteCodesTests
{
    /// <summary>Two noncharacters, which no code stands for.</summary>
    const string Invalid = "\uFDD0\uFDD1";

    /// <summary>The hash is that of <c>bench/peers/encodings/codes.mjs --hash --four gb18030</c>, which asks another decoder.</summary>
    [Fact]
    public void Every_code_reads_as_in_the_Encoding_Standard()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var (code, text) in AllCodes())
        {
            var units = string.Concat(text.Select(unit => ((int)unit).ToString("x4")));
            hash.AppendData(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(code)} {units}\n"));
            count++;
        }
        Assert.Equal(1_087_996, count);
        Assert.Equal(
            "4fd8f8191d86c1cb7f738e67733dbcaf7ecd5791dfd669b546db84232d13a667",
            Convert.ToHexStringLower(hash.GetHashAndReset())
        );
    }

    [Fact]
    public void Every_character_but_private_ones_that_lost_their_code_is_written_as_a_code_that_reads_back()
    {
        var encoding = With(Invalid);
        var lost = new List<int>();
        for (var point = 0x80; point <= 0x10FFFF; point++)
        {
            if (!Rune.IsValid(point))
            {
                continue;
            }
            var text = char.ConvertFromUtf32(point);
            var written = encoding.GetBytes(text);
            if (written is [(byte)'?', ..])
            {
                lost.Add(point);
                continue;
            }
            Assert.Equal(text, encoding.GetString(written));
        }
        int[] withoutCode =
        [
            0xE5E5,
            .. Enumerable.Range(0xE78D, 10),
            .. (int[])[0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864],
        ];
        Assert.Equal(withoutCode, lost);
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x30 }, "!", "Two bytes at the end are invalid.")]
    [InlineData(new byte[] { 0x81, 0x30, 0x81 }, "!", "So are three.")]
    [InlineData(new byte[] { 0x81, 0x30, (byte)',' }, "!0,", "A digit and what follows stand for themselves.")]
    [InlineData(
        new byte[] { 0x81, 0x30, 0x81, (byte)'\n' },
        "!0!\n",
        "So does a line end, where the third byte begins no code."
    )]
    [InlineData(new byte[] { 0x81, 0x30, 0xB1, 0xB1 }, "!0北", "The third byte may begin a code of two.")]
    [InlineData(new byte[] { 0x81, 0x30, 0x81, 0x30, 0x81, 0x30 }, "\u0080!", "Codes of four are told from the front.")]
    [InlineData(
        new byte[] { 0x84, 0x31, 0xA5, 0x30, (byte)',' },
        "!,",
        "A whole code that stands for nothing is invalid as a whole."
    )]
    [InlineData(new byte[] { 0xE3, 0x32, 0x9A, 0x36, (byte)',' }, "!,", "So is one behind the last character.")]
    public void Bytes_that_are_no_code_swallow_nothing(byte[] bytes, string text, string why) =>
        Assert.True(With("!").GetString(bytes) == text, why);

    static Encoding With(string replacement)
    {
        var encoding = (Encoding)EncodingCatalog.Find("gb18030").Clone();
        encoding.DecoderFallback = new DecoderReplacementFallback(replacement);
        encoding.EncoderFallback = new EncoderReplacementFallback("?");
        return encoding;
    }

    /// <summary>Every code of four bytes that stands for a character, in order.</summary>
    static IEnumerable<(byte[] Code, string Text)> AllCodes()
    {
        var encoding = With(Invalid);
        for (var place = 0; place < 126 * 10 * 126 * 10; place++)
        {
            byte[] code =
            [
                (byte)(0x81 + place / 12600),
                (byte)(0x30 + place / 1260 % 10),
                (byte)(0x81 + place / 10 % 126),
                (byte)(0x30 + place % 10),
            ];
            var text = encoding.GetString(code);
            if (text != Invalid)
            {
                yield return (code, text);
            }
        }
    }
}

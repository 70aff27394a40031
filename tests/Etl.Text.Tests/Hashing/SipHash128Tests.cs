using System.Buffers.Binary;
using Etl.Text.Hashing;

namespace Etl.Text.Tests.Hashing;

public sealed class SipHash128Tests
{
    /// <summary>
    /// The vectors_sip128 of the reference implementation: key 00 01 … 0F, and the n-th input is the bytes 00 01 … n-1. An independent
    /// implementation (OpenSSL 3.0, <c>openssl mac -macopt size:16 SIPHASH</c>) gives the same 64.
    /// </summary>
    static readonly string[] vectors =
    [
        "A3817F04BA25A8E66DF67214C7550293",
        "DA87C1D86B99AF44347659119B22FC45",
        "8177228DA4A45DC7FCA38BDEF60AFFE4",
        "9C70B60C5267A94E5F33B6B02985ED51",
        "F88164C12D9C8FAF7D0F6E7C7BCD5579",
        "1368875980776F8854527A07690E9627",
        "14EECA338B208613485EA0308FD7A15E",
        "A1F1EBBED8DBC153C0B84AA61FF08239",
        "3B62A9BA6258F5610F83E264F31497B4",
        "264499060AD9BAABC47F8B02BB6D71ED",
        "00110DC378146956C95447D3F3D0FBBA",
        "0151C568386B6677A2B4DC6F81E5DC18",
        "D626B266905EF35882634DF68532C125",
        "9869E247E9C08B10D029934FC4B952F7",
        "31FCEFAC66D7DE9C7EC7485FE4494902",
        "5493E99933B0A8117E08EC0F97CFC3D9",
        "6EE2A4CA67B054BBFD3315BF85230577",
        "473D06E8738DB89854C066C47AE47740",
        "A426E5E423BF4885294DA481FEAEF723",
        "78017731CF65FAB074D5208952512EB1",
        "9E25FC833F2290733E9344A5E83839EB",
        "568E495ABE525A218A2214CD3E071D12",
        "4A29B54552D16B9A469C10528EFF0AAE",
        "C9D184DDD5A9F5E0CF8CE29A9ABF691C",
        "2DB479AE78BD50D8882A8A178A6132AD",
        "8ECE5F042D5E447B5051B9EACB8D8F6F",
        "9C0B53B4B3C307E87EAEE08678141F66",
        "ABF248AF69A6EAE4BFD3EB2F129EEB94",
        "0664DA1668574B88B935F3027358AEF4",
        "AA4B9DC4BF337DE90CD4FD3C467C6AB7",
        "EA5C7F471FAF6BDE2B1AD7D4686D2287",
        "2939B0183223FAFC1723DE4F52C43D35",
        "7C3956CA5EEAFC3E363E9D556546EB68",
        "77C6077146F01C32B6B69D5F4EA9FFCF",
        "37A6986CB8847EDF0925F0F1309B54DE",
        "A705F0E69DA9A8F907241A2E923C8CC8",
        "3DC47D1F29C448461E9E76ED904F6711",
        "0D62BF01E6FC0E1A0D3C4751C5D3692B",
        "8C03468BCA7C669EE4FD5E084BBEE7B5",
        "528A5BB93BAF2C9C4473CCE5D0D22BD9",
        "DF6A301E95C95DAD97AE0CC8C6913BD8",
        "801189902C857F39E73591285E70B6DB",
        "E617346AC9C231BB3650AE34CCCA0C5B",
        "27D93437EFB721AA401821DCEC5ADF89",
        "89237D9DED9C5E78D8B1C9B166CC7342",
        "4A6D8091BF5E7D651189FA94A250B14C",
        "0E33F96055E7AE893FFC0E3DCF492902",
        "E61C432B720B19D18EC8D84BDC63151B",
        "F7E5AEF549F782CF379055A608269B16",
        "438D030FD0B7A54FA837F2AD201A6403",
        "A590D3EE4FBF04E3247E0D27F286423F",
        "5FE2C1A172FE93C4B15CD37CAEF9F538",
        "2C97325CBD06B36EB2133DD08B3A017C",
        "92C814227A6BCA949FF0659F002AD39E",
        "DCE850110BD8328CFBD50841D6911D87",
        "67F14984C7DA791248E32BB5922583DA",
        "1938F2CF72D54EE97E94166FA91D2A36",
        "74481E9646ED49FE0F6224301604698E",
        "57FCA5DE98A9D6D8006438D0583D8A1D",
        "9FECDE1CEFDC1CBED4763674D9575359",
        "E3040C00EB28F15366CA73CBD872E740",
        "7697009A6A831DFECCA91C5993670F7A",
        "5853542321F567A005D547A4F04759BD",
        "5150D1772F50834A503E069A973FBD7C",
    ];

    [Fact]
    public void All_published_vectors_are_met()
    {
        Assert.Equal(64, vectors.Length);
        var hash = new SipHash128(0x0706050403020100, 0x0F0E0D0C0B0A0908);
        var input = Enumerable.Range(0, 64).Select(value => (byte)value).ToArray();
        var output = new byte[16];
        for (var length = 0; length < vectors.Length; length++)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(output, hash.Compute(input.AsSpan(0, length)));
            Assert.Equal(vectors[length], Convert.ToHexString(output));
        }
    }

    [Fact]
    public void Another_key_gives_another_hash()
    {
        var input = "ada@example.org"u8;
        Assert.NotEqual(new SipHash128(1, 2).Compute(input), new SipHash128(1, 3).Compute(input));
        Assert.NotEqual(new SipHash128(1, 2).Compute(input), new SipHash128(2, 2).Compute(input));
    }

    [Fact]
    public void Where_the_bytes_lie_does_not_matter()
    {
        var hash = new SipHash128(1, 2);
        var bytes = new byte[100];
        for (var offset = 0; offset < 40; offset++)
        {
            bytes.AsSpan().Fill(0xEE);
            "some text of 26 characters"u8.CopyTo(bytes.AsSpan(offset));
            Assert.Equal(hash.Compute("some text of 26 characters"u8), hash.Compute(bytes.AsSpan(offset, 26)));
        }
    }

    [Fact]
    public void Texts_side_by_side_have_the_hashes_that_each_has_alone()
    {
        const int seed = 20_261_123;
        var random = new Random(seed);
        var buffer = new byte[4096];
        for (var round = 0; round < 5_000; round++)
        {
            random.NextBytes(buffer);
            var hash = new SipHash128((ulong)random.NextInt64(), (ulong)random.NextInt64());
            var lengthMax = random.Next(3) == 0 ? 100 : 18;
            var texts = new FieldSpan[random.Next(14)];
            foreach (ref var text in texts.AsSpan())
            {
                var length = random.Next(lengthMax);
                // At the end of the buffer, too.
                var offset = random.Next(10) == 0 ? buffer.Length - length : random.Next(buffer.Length - length);
                text = new FieldSpan(offset, length);
            }
            var hashes = new UInt128[texts.Length];
            hash.ComputeAll(buffer, texts, hashes);
            var alone = texts.Select(text => hash.Compute(buffer.AsSpan(text.Offset, text.Length)));
            Assert.Equal((seed, round, string.Join(' ', alone)), (seed, round, string.Join(' ', hashes)));
        }
    }
}

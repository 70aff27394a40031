using System.Buffers;
using System.Text;
using Etl.Formats.Csv;
using Etl.Formats.Encodings;
using Etl.Formats.Tests.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Encodings;

public sealed class TranscodingTests
{
    public static TheoryData<string, string> Samples =>
        new()
        {
            { "utf-16", "name,city\nÄnne,Köln\n😀,𝒳\n" },
            { "utf-16BE", "name,city\nÄnne,Köln\n😀,𝒳\n" },
            { "utf-32", "name,city\nÄnne,Köln\n😀,𝒳\n" },
            { "windows-1252", "name,city\nÄnne,Köln €\n" },
            { "windows-1250", "name,city\nŁukasz,Łódź\n" },
            { "windows-1251", "name,city\nИван,Москва\n" },
            { "iso-8859-15", "name,city\nÄnne,Köln €\n" },
            { "koi8-r", "name,city\nИван,Москва\n" },
            { "gb18030", "姓名,城市\n张伟,北京 €\n😀,𝒳\n" },
            { "gb18030", "姓名,城市\n龴ḿ,ǹ𠀇\n" },
            { "gbk", "姓名,城市\n张伟,北京\n" },
            { "gb2312", "姓名,城市\n朱镕基,€\n" },
            { "big5", "姓名,城市\n張偉,臺北\n" },
            { "shift_jis", "名前,市\n田中,東京ソ\n" },
            { "euc-jp", "名前,市\n田中,東京\n" },
            { "euc-kr", "이름,도시\n김철수,서울\n똠얌꿍,헤어샾\n" },
            { "big5", "姓名,城市\n陳堃,深水埗\n喆記,禾輋邨\n優の良品,𠝹\n" },
            { "shift_jis", "名前,市\n髙橋,山﨑\n" },
            { "euc-jp", "名前,市\n髙橋,ｶﾅ鷗\n" },
            { "cp850", "name,city\nÄnne,Köln\n" },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Text_of_every_encoding_is_read_and_written_back_exactly(string name, string text)
    {
        var encoding = EncodingCatalog.Find(name);
        var bytes = encoding.GetBytes(text);
        await using var source = await CsvSourceOpener.OpenAsync(
            CsvReading.Input(bytes),
            new CsvOptions
            {
                Encoding = name,
                HasHeader = true,
                Delimiter = ",",
            },
            CsvReading.Cancellation
        );
        var read = await CsvReading.OfSourceAsync(source);
        Assert.Equal(text.Split('\n').Skip(1).SkipLast(1), read.Rows.Select(row => string.Join(',', row)));
        var output = new ArrayBufferWriter<byte>();
        output.Write(source.Originals.Preamble.Span);
        Assert.Equal(output.WrittenCount, source.Description.FirstRecordOffset);
        foreach (var original in read.Originals)
        {
            var before = output.WrittenCount;
            source.Originals.Write(original, output);
            Assert.Equal(output.WrittenCount - before, source.Originals.OriginalLength(original));
        }
        Assert.Equal(bytes, output.WrittenSpan.ToArray());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Reads_of_any_length_decode_the_same(string name, string text)
    {
        var encoding = EncodingCatalog.Find(name);
        var bytes = encoding.GetBytes(string.Concat(Enumerable.Repeat(text, 50)));
        await Repeat.ForSeedsAsync(
            5,
            async random =>
            {
                using var input = new FaultyStream(new MemoryStream(bytes)) { ShortReads = random, ReadLengthMax = 7 };
                using var decoded = new MemoryStream();
                await using var stream = new TranscodingStream(input, encoding, "-");
                await stream.CopyToAsync(decoded, CsvReading.Cancellation);
                Assert.Equal(string.Concat(Enumerable.Repeat(text, 50)), Encoding.UTF8.GetString(decoded.ToArray()));
            }
        );
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("gb18030")]
    [InlineData("big5")]
    [InlineData("euc-kr")]
    [InlineData("shift_jis")]
    [InlineData("euc-jp")]
    [InlineData("windows-1252")]
    [InlineData("windows-1253")]
    public async Task No_byte_is_replaced_or_lost_whatever_the_bytes(string name)
    {
        var encoding = EncodingCatalog.Find(name);
        var original = new OriginalEncoding(encoding);
        await Repeat.ForSeedsAsync(
            50,
            async random =>
            {
                var bytes = new byte[random.Next(1, 200)];
                random.NextBytes(bytes);
                using var decoded = new MemoryStream();
                await using var stream = new TranscodingStream(new MemoryStream(bytes), encoding, "-");
                await stream.CopyToAsync(decoded, CsvReading.Cancellation);
                var output = new ArrayBufferWriter<byte>();
                original.Write(decoded.ToArray(), output);
                // Code pages that write one character in several ways come back in the usual one: same text, same marks.
                using var again = new MemoryStream();
                await using var second = new TranscodingStream(
                    new MemoryStream(output.WrittenSpan.ToArray()),
                    encoding,
                    "-"
                );
                await second.CopyToAsync(again, CsvReading.Cancellation);
                Assert.Equal(decoded.ToArray(), again.ToArray());
                if (name is "utf-16" or "utf-16BE" or "utf-32" or "windows-1252" or "windows-1253")
                {
                    Assert.Equal(bytes, output.WrittenSpan.ToArray());
                }
            }
        );
    }

    [Fact]
    public async Task A_bad_byte_in_another_encoding_rejects_its_record_and_comes_back_as_it_was()
    {
        byte[] bytes =
        [
            .. "name,city\nAnn,"u8,
            0x81,
            0x20,
            .. ",\nBob,"u8,
            .. EncodingCatalog.Find("gb18030").GetBytes("北京\n"),
        ];
        await using var source = await CsvSourceOpener.OpenAsync(
            CsvReading.Input(bytes),
            new CsvOptions { Encoding = "gb18030", HasHeader = true },
            CsvReading.Cancellation
        );
        var read = await CsvReading.OfSourceAsync(source);
        Assert.Equal(["ENC_INVALID_BYTE", ""], read.Codes);
        var output = new ArrayBufferWriter<byte>();
        source.Originals.Write(read.Originals[0], output);
        Assert.Equal([.. "Ann,"u8, 0x81, 0x20, .. ",\n"u8], output.WrittenSpan.ToArray());
    }

    [Fact]
    public async Task Byte_order_marks_choose_the_encoding()
    {
        foreach (
            var encoding in (Encoding[])
                [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32]
        )
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("name,city\r\nÄnne,Köln\r\n")];
            await using var source = await CsvSourceOpener.OpenAsync(
                CsvReading.Input(bytes),
                new(),
                CsvReading.Cancellation
            );
            Assert.Equal(["name", "city"], source.Description.Headers);
            var read = await CsvReading.OfSourceAsync(source);
            Assert.Equal(["Änne", "Köln"], read.Rows[0]);
            var output = new ArrayBufferWriter<byte>();
            output.Write(source.Originals.Preamble.Span);
            source.Originals.Write(read.Originals[0], output);
            Assert.Equal(bytes, output.WrittenSpan.ToArray());
        }
    }
}

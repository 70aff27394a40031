using System.IO.Compression;
using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Compression;
using Etl.Formats.Csv;
using Etl.Formats.Tests.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Compression;

public sealed class PackedInputTests
{
    const string Text = "name,city\nAnn,Paris\nBob,Oslo\nAnn,Paris\n";

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public async Task A_gzip_cut_at_any_byte_is_noticed(CompressionLevel level)
    {
        var packed = Gzip(Text, level);
        Assert.Equal(3, (await CsvReading.OfAsync(CsvReading.Input(packed))).Rows.Count);
        for (var length = 2; length < packed.Length; length++)
        {
            var input = CsvReading.Input(packed[..length]);
            await Assert.ThrowsAsync<PipelineException>(() => CsvReading.OfAsync(input));
        }
    }

    [Fact]
    public async Task A_gzip_of_several_members_is_read_whole_and_a_cut_in_any_of_them_is_noticed()
    {
        byte[] packed =
        [
            .. Gzip("name,city\nAnn,Paris\n"),
            .. Gzip("Bob,Oslo\n"),
            .. Gzip("", CompressionLevel.Optimal),
            .. Gzip("Cem,İzmir\n"),
        ];
        var whole = await CsvReading.OfAsync(CsvReading.Input(packed));
        Assert.Equal(["Ann", "Bob", "Cem"], whole.Rows.Select(row => row[0]));
        var ends = new HashSet<int>();
        foreach (
            var texts in (string[][])
                [
                    ["name,city\nAnn,Paris\n"],
                    ["name,city\nAnn,Paris\n", "Bob,Oslo\n"],
                ]
        )
        {
            ends.Add(texts.Sum(text => Gzip(text).Length));
        }
        ends.Add(ends.Max() + Gzip("").Length);
        for (var length = 2; length < packed.Length; length++)
        {
            var input = CsvReading.Input(packed[..length]);
            // A file that ends with a member is whole as far as anybody can tell.
            if (!ends.Contains(length))
            {
                await Assert.ThrowsAsync<PipelineException>(() => CsvReading.OfAsync(input));
            }
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_a_gzip_is_noticed()
    {
        var packed = Gzip(Text);
        for (var index = 10; index < packed.Length; index++)
        {
            var damaged = packed.ToArray();
            damaged[index] ^= 4;
            // The last bits before the trailer are filling and mean nothing.
            var rows = 0;
            var failure = await Record.ExceptionAsync(async () =>
                rows = (await CsvReading.OfAsync(CsvReading.Input(damaged))).Rows.Count
            );
            Assert.True(failure is PipelineException || (rows == 3 && index == packed.Length - 9), failure?.ToString());
        }
    }

    [Fact]
    public async Task A_brotli_cut_at_any_byte_is_noticed()
    {
        using var folder = new TempFolder();
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(Text));
        }
        var path = folder.Write("a.csv.br", packed.ToArray());
        Assert.Equal(3, (await CsvReading.OfAsync(new CsvInput(path))).Rows.Count);
        for (var length = 1; length < packed.Length; length++)
        {
            folder.Write("a.csv.br", packed.ToArray()[..length]);
            await Assert.ThrowsAsync<PipelineException>(() => CsvReading.OfAsync(new CsvInput(path)));
        }
    }

    [Fact]
    public async Task Each_file_of_a_zip_is_an_input()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.zip",
            Zip(("b/one.csv", Text), ("__MACOSX/._one.csv", "x"), ("b/", ""), ("../two.csv", "name\nCem\n"))
        );
        var inputs = CsvSourceOpener.Expand(new CsvInput(path), new CsvOptions());
        Assert.Equal(["b/one.csv", "../two.csv"], inputs.Select(input => input.Member));
        var read = await CsvReading.OfAsync(inputs[0]);
        Assert.Equal(3, read.Rows.Count);
        Assert.Equal(path + "/b/one.csv", read.Description.Path);
        Assert.NotNull(read.Description.Sha256);
        Assert.Single((await CsvReading.OfAsync(inputs[1])).Rows);
    }

    [Fact]
    public async Task A_zip_of_one_file_is_read_from_a_stream_too()
    {
        var read = await CsvReading.OfAsync(CsvReading.Input(Zip(("one.csv", Text))));
        Assert.Equal(3, read.Rows.Count);
        var two = CsvReading.Input(Zip(("one.csv", Text), ("two.csv", Text)));
        await Assert.ThrowsAsync<JobException>(() => CsvReading.OfAsync(two));
    }

    [Fact]
    public async Task A_zip_cut_at_any_byte_is_refused()
    {
        using var folder = new TempFolder();
        var packed = Zip(("one.csv", Text));
        for (var length = 4; length < packed.Length; length++)
        {
            var path = folder.Write("a.zip", packed[..length]);
            await Assert.ThrowsAsync<JobException>(() => CsvReading.OfAsync(new CsvInput(path)));
        }
    }

    [Fact]
    public async Task A_damaged_zip_member_is_noticed()
    {
        var packed = Zip(("one.csv", Text));
        packed[45] ^= 0x10;
        var failure = await Record.ExceptionAsync(() => CsvReading.OfAsync(CsvReading.Input(packed)));
        Assert.True(failure is PipelineException or JobException, failure?.ToString());
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zip")]
    public async Task Input_that_expands_beyond_all_measure_is_refused(string kind)
    {
        var text = "name\n" + new string('x', 1 << 20);
        var packed = kind == "gz" ? Gzip(text) : Zip(("one.csv", text));
        var limits = new CsvLimits { Expansion = new ExpansionLimits { FreeBytes = 1000 } };
        await Assert.ThrowsAsync<PipelineException>(() =>
            CsvReading.OfAsync(CsvReading.Input(packed), new CsvOptions { Limits = limits })
        );
        var total = new CsvLimits { Expansion = new ExpansionLimits { TotalBytesMax = 1000 } };
        await Assert.ThrowsAsync<PipelineException>(() =>
            CsvReading.OfAsync(CsvReading.Input(packed), new CsvOptions { Limits = total })
        );
    }

    [Fact]
    public void Crc_of_the_check_text_is_the_published_one()
    {
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
    }

    static byte[] Gzip(string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }
        return packed.ToArray();
    }

    static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return packed.ToArray();
    }
}

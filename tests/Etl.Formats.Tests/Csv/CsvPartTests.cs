using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvPartTests
{
    const int CountMax = 9;

    static readonly string[] pieces =
    [
        "Ann",
        "Ä😀",
        ",",
        ",",
        "\"",
        "\"\"",
        "\"a,b\"",
        "\"two\nlines\"",
        "\"x\r\ny\"",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"\n\"",
        " ",
        ",\"",
        "\",",
    ];

    static CsvOptions Options(int blockBytes, string encoding = "utf-8") =>
        new()
        {
            Delimiter = ",",
            Quote = "\"",
            HasHeader = true,
            BlockBytes = blockBytes,
            Encoding = encoding,
        };

    [Fact]
    public async Task The_parts_of_hostile_texts_are_a_partition_of_their_records()
    {
        var random = new Random(20);
        using var folder = new TempFolder();
        var path = folder.File("hostile.csv");
        for (var round = 0; round < 25; round++)
        {
            var text =
                "name,note,city\n" + string.Concat(random.GetItems(pieces, random.Next(1, 400))) + "\nend,of,file";
            await File.WriteAllTextAsync(path, text, CsvReading.Cancellation);
            var whole = await CsvReading.OfAsync(new CsvInput(path), Options(65536));
            for (var count = 1; count <= CountMax; count++)
            {
                // Machines may have different memory, so each part is read in blocks of its own size.
                await AssertPartitionAsync(path, whole, count, () => Options(random.Next(64, 1000)));
            }
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    [InlineData("shift_jis")]
    public async Task Files_in_other_encodings_are_divided_into_parts_of_about_the_same_size(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folder = new TempFolder();
        var path = folder.File("other.csv");
        var text =
            "name,note,city\n" + string.Concat(Enumerable.Range(0, 2000).Select(n => $"Ann {n},\"a\nb\",Paris\n"));
        await File.WriteAllTextAsync(path, text, Encoding.GetEncoding(encoding), CsvReading.Cancellation);
        var whole = await CsvReading.OfAsync(new CsvInput(path), Options(4096, encoding));
        var sizes = await AssertPartitionAsync(path, whole, 4, () => Options(4096, encoding));
        Assert.All(sizes, size => Assert.InRange(size, 480, 520));
    }

    [Fact]
    public async Task A_part_that_is_gone_on_with_ends_where_it_would_have_ended()
    {
        using var folder = new TempFolder();
        var path = folder.File("rows.csv");
        await File.WriteAllTextAsync(path, Rows(1000), CsvReading.Cancellation);
        await using var first = await PartAsync(path, 2, 3, Options(256));
        var block = new Core.Batches.RowBlock(256);
        Assert.True(await first.ReadAsync(block, CsvReading.Cancellation));
        var behind = first.PositionAfter(block);
        var rest = await CsvReading.OfSourceAsync(first);
        await using var again = await PartAsync(path, 2, 3, Options(1024));
        await again.SeekAsync(behind, CsvReading.Cancellation);
        Assert.Equal(rest.Rows, (await CsvReading.OfSourceAsync(again)).Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_of_another_file_does_not_follow(bool isLonger)
    {
        using var folder = new TempFolder();
        var (path, other) = (folder.File("rows.csv"), folder.File("other.csv"));
        var text = Rows(1000);
        await File.WriteAllTextAsync(path, text, CsvReading.Cancellation);
        await File.WriteAllTextAsync(
            other,
            isLonger ? text + "more,m,m\n" : text.Replace("n7,", "m7,", StringComparison.Ordinal),
            CsvReading.Cancellation
        );
        await using var first = await PartAsync(path, 1, 2, Options(512));
        var before = await EndAsync(first);
        foreach (var blockBytes in (int[])[512, 300])
        {
            await using var right = await PartAsync(path, 2, 2, Options(blockBytes));
            await CsvReading.OfSourceAsync(right);
            await right.EnsureFollowsAsync(before, CsvReading.Cancellation);
            await using var wrong = await PartAsync(other, 2, 2, Options(blockBytes));
            await CsvReading.OfSourceAsync(wrong);
            await Assert.ThrowsAsync<JobException>(async () =>
                await wrong.EnsureFollowsAsync(before, CsvReading.Cancellation)
            );
        }
    }

    [Fact]
    public async Task A_compressed_file_cannot_be_divided()
    {
        using var folder = new TempFolder();
        var path = folder.File("rows.csv.gz");
        await using (var file = File.Create(path))
        await using (
            var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest)
        )
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Rows(100)), CsvReading.Cancellation);
        }
        var failure = await Assert.ThrowsAsync<JobException>(() => PartAsync(path, 1, 2, Options(512)));
        Assert.Contains("--shard", failure.Message, StringComparison.Ordinal);
    }

    static string Rows(int count) =>
        "name,note,city\n" + string.Concat(Enumerable.Range(0, count).Select(n => $"n{n},\"a\nb\",Paris\n"));

    static async Task<CsvPart> PartAsync(string path, int number, int count, CsvOptions options)
    {
        var source = await CsvSourceOpener.OpenAsync(new CsvInput(path), options, CsvReading.Cancellation);
        return new CsvPart(source, source, number, count);
    }

    static async Task<Core.Contracts.SourcePosition> EndAsync(CsvPart part)
    {
        var block = new Core.Batches.RowBlock(256);
        Core.Contracts.SourcePosition? end = null;
        while (await part.ReadAsync(block, CsvReading.Cancellation))
        {
            end = part.PositionAfter(block);
        }
        return end!;
    }

    /// <summary>Returns the number of records of each part.</summary>
    static async Task<List<int>> AssertPartitionAsync(
        string path,
        CsvReading whole,
        int count,
        Func<CsvOptions> options
    )
    {
        var parts = new List<CsvReading>();
        for (var number = 1; number <= count; number++)
        {
            await using var part = await PartAsync(path, number, count, options());
            parts.Add(await CsvReading.OfSourceAsync(part));
        }
        Assert.Equal(whole.Rows, parts.SelectMany(part => part.Rows));
        Assert.Equal(whole.Codes, parts.SelectMany(part => part.Codes));
        Assert.Equal(whole.Originals, parts.SelectMany(part => part.Originals));
        Assert.Equal(
            (whole.LineCount, whole.BlankCount),
            (parts.Sum(part => part.LineCount), parts.Sum(part => part.BlankCount))
        );
        return [.. parts.Select(part => part.Rows.Count)];
    }
}

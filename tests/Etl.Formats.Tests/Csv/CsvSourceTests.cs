using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvSourceTests
{
    /// <summary>Every nastiness next to every other, so that each falls on some block edge.</summary>
    const string Nasty =
        "name,note,city\r\n\"Ann \"\"A\"\" Lee\",\"two\r\nlines\",Paris\nBob,,\r\r\n\"\",\"\",\"\"\nÄnne,\"a,b\",\"x\"\"\"\n😀,plain,\"\"\n,,\n"
        + "short,row\nlong,row,x,y\nlong,empty,x,,\n\"stray,quote,z\nafter,it,ok\n\"D\" ,e,f\nmid\"dle,g,h\nlast,\"no end\",i";

    [Fact]
    public async Task Records_come_out_the_same_at_every_block_size()
    {
        var options = new CsvOptions
        {
            Delimiter = ",",
            Quote = "\"",
            HasHeader = true,
        };
        var text = Nasty + "\n" + string.Concat(Enumerable.Repeat(Nasty[16..] + "\n", 20));
        var whole = await CsvReading.OfTextAsync(text, options);
        Assert.Contains(whole.Codes, code => code == "UNCLOSED_QUOTE");
        foreach (var blockBytes in (int[])[256, 257, 263, 300, 512, 1000, 4096, 65536])
        {
            var cut = await CsvReading.OfTextAsync(text, options with { BlockBytes = blockBytes });
            Assert.Equal(whole.Rows, cut.Rows);
            Assert.Equal(whole.Codes, cut.Codes);
            Assert.Equal(whole.Originals, cut.Originals);
            Assert.Equal(
                (whole.BlankCount, whole.LineCount, whole.ShortCount),
                (cut.BlankCount, cut.LineCount, cut.ShortCount)
            );
        }
    }

    [Fact]
    public async Task Records_come_out_the_same_at_every_shift_of_the_block_edge()
    {
        var options = new CsvOptions
        {
            Delimiter = ",",
            Quote = "\"",
            HasHeader = true,
            BlockBytes = 256,
        };
        var whole = await CsvReading.OfTextAsync(Nasty, options with { BlockBytes = 65536 });
        for (var shift = 1; shift < 300; shift++)
        {
            var padded = Nasty.Insert(16, new string('p', shift) + ",q,r\n");
            var cut = await CsvReading.OfTextAsync(padded, options);
            Assert.Equal(whole.Rows, cut.Rows.Skip(1));
            Assert.Equal(whole.Codes, cut.Codes.Skip(1));
        }
    }

    [Fact]
    public async Task Values_are_unquoted_and_faults_are_rejected_where_they_are()
    {
        var read = await CsvReading.OfTextAsync(Nasty, new CsvOptions { HasHeader = true, Delimiter = "," });
        Assert.Equal(["Ann \"A\" Lee", "two\r\nlines", "Paris"], read.Rows[0]);
        Assert.Equal(["Änne", "a,b", "x\""], read.Rows[2]);
        var codes = read
            .Rows.Zip(read.Codes)
            .Where(pair => pair.Second.Length > 0)
            .Select(pair => (pair.First[0], pair.Second));
        Assert.Equal([("long", "ROW_TOO_LONG"), ("\"stray", "UNCLOSED_QUOTE")], codes);
        Assert.Contains(read.Rows, row => row.SequenceEqual(["after", "it", "ok"]));
        Assert.Contains(read.Rows, row => row.SequenceEqual(["D ", "e", "f"]));
        Assert.Contains(read.Rows, row => row.SequenceEqual(["mid\"dle", "g", "h"]));
        Assert.Equal(1, read.ShortCount);
    }

    [Fact]
    public async Task An_invalid_byte_costs_its_own_record_only()
    {
        byte[] bytes = [.. "name,city\nAnn,Paris\nB"u8, 0xC3, .. "b,Rome\nÇem,İzmir\n"u8];
        var read = await CsvReading.OfAsync(CsvReading.Input(bytes), new CsvOptions { Encoding = "utf-8" });
        Assert.Equal(["", "ENC_INVALID_BYTE", ""], read.Codes);
        Assert.Equal("B\xC3" + "b,Rome\n", Encoding.Latin1.GetString(read.Originals[1]));
    }

    [Fact]
    public async Task A_record_over_the_limit_is_rejected_and_the_next_one_is_read()
    {
        var options = new CsvOptions
        {
            BlockBytes = 256,
            Limits = new CsvLimits { RecordBytesMax = 1000 },
        };
        var text = "name,city\nAnn,Paris\n" + new string('x', 1500) + ",Rome\nBob,Oslo\n";
        var read = await CsvReading.OfTextAsync(text, options);
        Assert.Equal(["", "RECORD_TOO_LARGE", ""], read.Codes);
        var longer = "name,city\nAnn,Paris\n" + new string('x', 3000) + ",Rome\n";
        await Assert.ThrowsAsync<PipelineException>(() => CsvReading.OfTextAsync(longer, options));
    }

    [Fact]
    public async Task Short_reads_change_nothing()
    {
        var options = new CsvOptions
        {
            BlockBytes = 300,
            Delimiter = ",",
            HasHeader = true,
        };
        var whole = await CsvReading.OfTextAsync(Nasty, options);
        await Repeat.ForSeedsAsync(
            20,
            async random =>
            {
                var stream = new FaultyStream(new MemoryStream(Encoding.UTF8.GetBytes(Nasty))) { ShortReads = random };
                var read = await CsvReading.OfAsync(new CsvInput("-") { Stream = stream }, options);
                Assert.Equal(whole.Rows, read.Rows);
            }
        );
    }

    [Fact]
    public async Task Description_ends_with_size_and_digest()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", "name,city\nAnn,Paris\n");
        var read = await CsvReading.OfAsync(new CsvInput(path));
        Assert.Equal(20, read.Description.LengthBytes);
        Assert.Equal(20, read.Description.BytesRead);
        Assert.Equal(2, read.Description.FirstRecordLine);
        Assert.Equal(10, read.Description.FirstRecordOffset);
        var expected = System.Security.Cryptography.SHA256.HashData(folder.ReadBytes("a.csv"));
        Assert.Equal(Convert.ToHexStringLower(expected), read.Description.Sha256);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_digested_only_for_somebody_who_asks(bool digests)
    {
        using var folder = new TempFolder();
        var input = new CsvInput(folder.Write("a.csv", "name,city\nAnn,Paris\n"));
        var options = new CsvOptions { Digests = digests };
        await using var source = await CsvSourceOpener.OpenAsync(input, options, CsvReading.Cancellation);
        var batch = new RecordBatch(256);
        while (await source.ReadAsync(batch.Block, CsvReading.Cancellation))
        {
            Assert.Equal(digests, source.PositionAfter(batch.Block).Digest is not null);
        }
        Assert.Equal(digests, source.Description.Sha256 is not null);
        Assert.Equal(20, source.Description.BytesRead);
    }

    [Fact]
    public async Task Reading_goes_on_behind_every_position()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "name,city\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"Ann{i},Paris\n"))
        );
        var options = new CsvOptions { BlockBytes = 256, SampleBytes = 1024 };
        await using var first = await CsvSourceOpener.OpenAsync(new CsvInput(path), options, CsvReading.Cancellation);
        var whole = (await CsvReading.OfAsync(new CsvInput(path), options)).Rows;
        var batch = new RecordBatch(256);
        var count = 0;
        while (await first.ReadAsync(batch.Block, CsvReading.Cancellation))
        {
            count += batch.Block.Bytes.Count((byte)'\n');
            var position = first.PositionAfter(batch.Block);
            await using var second = await CsvSourceOpener.OpenAsync(
                new CsvInput(path),
                options,
                CsvReading.Cancellation
            );
            await second.SeekAsync(position, CsvReading.Cancellation);
            var rest = await CsvReading.OfSourceAsync(second);
            Assert.Equal(whole.Skip(count), rest.Rows);
            Assert.NotNull(rest.Description.Sha256);
        }
    }

    [Fact]
    public async Task Going_on_in_a_changed_file_is_refused()
    {
        using var folder = new TempFolder();
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"Ann{i},Paris\n"));
        var path = folder.Write("a.csv", "name,city\n" + rows);
        var options = new CsvOptions { BlockBytes = 256, SampleBytes = 1024 };
        await using var first = await CsvSourceOpener.OpenAsync(new CsvInput(path), options, CsvReading.Cancellation);
        var batch = new RecordBatch(256);
        await first.ReadAsync(batch.Block, CsvReading.Cancellation);
        var position = first.PositionAfter(batch.Block);
        folder.Write("a.csv", "name,city\n" + rows.Replace("Ann0,", "Bob0,", StringComparison.Ordinal));
        await using var second = await CsvSourceOpener.OpenAsync(new CsvInput(path), options, CsvReading.Cancellation);
        await Assert.ThrowsAsync<JobException>(() => second.SeekAsync(position, CsvReading.Cancellation).AsTask());
    }

    [Theory]
    [InlineData("grows")]
    [InlineData("shrinks")]
    [InlineData("is replaced")]
    public async Task A_file_that_changes_while_it_is_read_stops_the_job(string change)
    {
        using var folder = new TempFolder();
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"Ann{i},Paris\n"));
        var path = folder.Write("a.csv", "name,city\n" + rows);
        var options = new CsvOptions { BlockBytes = 256, SampleBytes = 1024 };
        await using var source = await CsvSourceOpener.OpenAsync(new CsvInput(path), options, CsvReading.Cancellation);
        if (change == "grows")
        {
            File.AppendAllText(path, "more,rows\n");
        }
        else if (change == "shrinks")
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(2000);
        }
        else
        {
            folder.Write("b.csv", "name,city\n" + rows);
            File.Move(folder.File("b.csv"), path, overwrite: true);
        }
        var failure = await Assert.ThrowsAsync<PipelineException>(() => CsvReading.OfSourceAsync(source));
        Assert.Contains("changed while it was read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_file_is_read_as_the_file()
    {
        using var folder = new TempFolder();
        folder.Write("a.csv", "name,city\nAnn,Paris\n");
        var link = folder.File("link.csv");
        File.CreateSymbolicLink(link, "a.csv");
        await using var source = await CsvSourceOpener.OpenAsync(new CsvInput(link), new(), CsvReading.Cancellation);
        var reading = await CsvReading.OfSourceAsync(source);
        Assert.Equal(["Ann", "Paris"], Assert.Single(reading.Rows));
        Assert.Equal(20, source.Description.LengthBytes);
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvSinkTests
{
    const string Text = "name,note\nAnn,\"a,b\"\nBob,=1+1\n\"C\"\"em\",'=2\nDan,+14155552671\n";

    [Fact]
    public async Task What_is_written_reads_back_the_same()
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["out.csv", "out.csv.gz", "out.csv.br"])
        {
            await CopyAsync(Text, options => options with { Path = folder.File(name) });
            var read = await CsvReading.OfAsync(new CsvInput(folder.File(name)));
            var expected = await CsvReading.OfTextAsync(Text);
            Assert.Equal(expected.Rows, read.Rows);
            Assert.Equal(expected.Description.Headers, read.Description.Headers);
        }
        Assert.Equal(Text, folder.ReadText("out.csv"));
        Assert.Equal(["out.csv", "out.csv.br", "out.csv.gz"], folder.FileNames());
    }

    [Fact]
    public async Task Guards_are_put_on_and_taken_off_again_also_from_an_edited_file_with_the_same_columns()
    {
        using var folder = new TempFolder();
        var path = folder.File("out.csv");
        await CopyAsync(Text, options => options with { Path = path, Guards = true, WritesSidecar = true });
        Assert.Equal(
            "name,note\nAnn,\"a,b\"\nBob,'=1+1\n\"C\"\"em\",''=2\nDan,+14155552671\n",
            folder.ReadText("out.csv")
        );
        Assert.Equal(["out.csv", "out.csv.etl.json"], folder.FileNames());
        var expected = await CsvReading.OfTextAsync(Text);
        Assert.Equal(expected.Rows, (await CsvReading.OfAsync(new CsvInput(path))).Rows);
        File.AppendAllText(path, "Eve,'=3\n");
        var edited = await CsvReading.OfAsync(new CsvInput(path));
        Assert.Equal("=3", edited.Rows[^1][1]);
        Assert.Equal(
            ["'=2", "=3"],
            edited.Rows.Select(row => row[1]).Where(value => value.Contains('=') && value != "=1+1")
        );
        File.WriteAllText(path, "name,remark\nEve,'=3\n");
        Assert.Equal("'=3", (await CsvReading.OfAsync(new CsvInput(path))).Rows[0][1]);
    }

    [Fact]
    public async Task An_abandoned_output_leaves_nothing_and_keeps_the_old_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("out.csv", "old");
        await CopyAsync(
            Text,
            options => options with { Path = path, Overwrite = true, WritesSidecar = true },
            complete: false
        );
        Assert.Equal(["out.csv"], folder.FileNames());
        Assert.Equal("old", folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task Rows_that_are_not_pending_any_more_are_left_out()
    {
        using var folder = new TempFolder();
        var path = folder.File("out.csv");
        await CopyAsync(
            Text,
            options => options with { Path = path },
            change: batch => batch.Outcomes[1] = RowOutcome.DuplicateInFile
        );
        Assert.DoesNotContain("Bob", folder.ReadText("out.csv"), StringComparison.Ordinal);
        Assert.Equal(4, folder.ReadText("out.csv").Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Mark_line_end_and_dialect_are_as_asked()
    {
        using var folder = new TempFolder();
        await CopyAsync(
            Text,
            options =>
                options with
                {
                    Path = folder.File("out.csv"),
                    WritesMark = true,
                    LineEnd = "\r\n"u8.ToArray(),
                    Syntax = new() { Delimiter = [(byte)';'] },
                }
        );
        Assert.StartsWith("\uFEFFname;note\r\nAnn;a,b\r\n", folder.ReadText("out.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_cannot_be_are_refused_with_a_sentence()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Text);
        var options = new CsvSinkOptions { Path = path, Columns = [CsvOutputColumn.Of("email")] };
        Assert.Contains("already exists", Refused(options), StringComparison.Ordinal);
        Assert.Contains(
            "also an input",
            Refused(options with { Overwrite = true, InputPaths = [path] }),
            StringComparison.Ordinal
        );
        Assert.Contains("is a folder", Refused(options with { Path = folder.Path }), StringComparison.Ordinal);
        Assert.Contains(
            "does not exist",
            Refused(options with { Path = folder.File("no/a.csv") }),
            StringComparison.Ordinal
        );
        Assert.Contains("zip archive", Refused(options with { Path = folder.File("a.zip") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_plainly()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var failure = await Assert.ThrowsAsync<PipelineException>(() =>
            CopyAsync(Text, options => options with { Path = "/dev/full" })
        );
        Assert.Contains("/dev/full", failure.Message, StringComparison.Ordinal);
    }

    static string Refused(CsvSinkOptions options) => Assert.Throws<JobException>(() => CsvSink.Open(options)).Message;

    static async Task CopyAsync(
        string text,
        Func<CsvSinkOptions, CsvSinkOptions> configure,
        bool complete = true,
        Action<RecordBatch>? change = null
    )
    {
        var input = CsvReading.Input(Encoding.UTF8.GetBytes(text));
        await using var source = await CsvSourceOpener.OpenAsync(input, new(), CsvReading.Cancellation);
        var layout = CsvReading.Layout(source);
        var options = new CsvSinkOptions { Path = "", Columns = CsvOutputColumn.All(layout) };
        await using var sink = CsvSink.Open(configure(options));
        var parser = source.CreateParser();
        var encoder = sink.CreateEncoder();
        var batch = new RecordBatch(256);
        while (await source.ReadAsync(batch.Block, CsvReading.Cancellation))
        {
            batch.Reset(layout, 0);
            parser.Parse(batch);
            encoder.Encode(batch);
            if (batch.RowCount > 1)
            {
                change?.Invoke(batch);
            }
            await sink.WriteAsync(batch, CsvReading.Cancellation);
        }
        if (complete)
        {
            await sink.CompleteAsync(CsvReading.Cancellation);
        }
    }
}

using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class SplitCsvSinkTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_ends_where_the_program_would_take_no_more()
    {
        await WriteAsync(3, false, ["a", "b", "c", "d"], ["e", "f", "g"]);
        Assert.Equal(
            ["all-2.csv: email,consent d, e, f,", "all-3.csv: email,consent g,", "all.csv: email,consent a, b, c,"],
            Files()
        );
    }

    [Fact]
    public async Task Contacts_go_to_the_file_of_their_consent_and_nobody_is_made_a_subscriber()
    {
        await WriteAsync(
            2,
            true,
            ["a subscribed", "b unsubscribed", "c", "d pending", "e cleaned", "f subscribed", "g subscribed"]
        );
        Assert.Equal(
            [
                "cleaned_all.csv: email,consent e,cleaned",
                "nonsubscribed_all.csv: email,consent c, d,pending",
                "subscribed_all-2.csv: email,consent g,subscribed",
                "subscribed_all.csv: email,consent a,subscribed f,subscribed",
                "unsubscribed_all.csv: email,consent b,unsubscribed",
            ],
            Files()
        );
    }

    [Fact]
    public async Task Without_a_record_there_is_a_header()
    {
        await WriteAsync(2, true);
        Assert.Equal(["nonsubscribed_all.csv: email,consent"], Files());
    }

    [Fact]
    public async Task Nothing_is_left_of_an_output_that_was_not_completed()
    {
        await using (var sink = SplitCsvSink.Open(Options(), 1, false))
        {
            var batch = Batch(["a", "b"]);
            sink.CreateEncoder().Encode(batch);
            await sink.WriteAsync(batch, Token);
        }
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Standard_output_cannot_be_one_file_for_each_consent()
    {
        var options = Options() with { Path = "-", Stream = Stream.Null };
        Assert.Contains(
            "--out",
            Assert.Throws<JobException>(() => SplitCsvSink.Open(options, 1, true)).Message,
            StringComparison.Ordinal
        );
    }

    async Task WriteAsync(long rowsMax, bool splitsByConsent, params string[][] batches)
    {
        await using var sink = SplitCsvSink.Open(Options(), rowsMax, splitsByConsent);
        var encoder = sink.CreateEncoder();
        foreach (var rows in batches)
        {
            var batch = Batch(rows);
            encoder.Encode(batch);
            await sink.WriteAsync(batch, Token);
            Assert.All(batch.Outcomes.ToArray(), outcome => Assert.Equal(RowOutcome.Inserted, outcome));
        }
        await sink.CompleteAsync(Token);
    }

    CsvSinkOptions Options() =>
        new()
        {
            Path = Path.Combine(folder.Path, "all.csv"),
            Columns = [new CsvOutputColumn("email", 0, null), new CsvOutputColumn("consent", 1, null)],
        };

    string[] Files() =>
        [
            .. Directory
                .GetFiles(folder.Path)
                .Order(StringComparer.Ordinal)
                .Select(path => $"{Path.GetFileName(path)}: {File.ReadAllText(path).TrimEnd().Replace('\n', ' ')}"),
        ];

    static RecordBatch Batch(string[] rows)
    {
        string[] fields = ["email", "consent"];
        var batch = new RecordBatch(4096);
        batch.Reset(
            new BatchLayout([
                .. fields.Select((name, index) => new ColumnPlan(name, index, ContactFields.Find(name), "set")),
            ]),
            0
        );
        foreach (var row in rows)
        {
            batch.AddRow(new RowSpan(0, 0)).Clear();
            var values = row.Split(' ');
            for (var column = 0; column < values.Length; column++)
            {
                batch.Replace(batch.RowCount - 1, column, Encoding.UTF8.GetBytes(values[column]));
            }
        }
        return batch;
    }
}

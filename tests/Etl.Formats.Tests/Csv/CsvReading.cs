using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Formats.Csv;

namespace Etl.Formats.Tests.Csv;

/// <summary>Reads a whole input through source and parser, as the pipeline does, into text that tests can compare.</summary>
sealed class CsvReading
{
    public List<string[]> Rows { get; } = [];

    public List<string> Codes { get; } = [];

    public List<byte[]> Originals { get; } = [];

    public int BlankCount { get; private set; }

    public int LineCount { get; private set; }

    public int ShortCount { get; private set; }

    public int LongestBlock { get; private set; }

    public required SourceDescription Description { get; set; }

    public static CsvInput Input(byte[] bytes) => new("-") { Stream = new MemoryStream(bytes) };

    public static Task<CsvReading> OfTextAsync(string text, CsvOptions? options = null) =>
        OfAsync(Input(Encoding.UTF8.GetBytes(text)), options);

    public static async Task<CsvReading> OfAsync(CsvInput input, CsvOptions? options = null)
    {
        await using var source = await CsvSourceOpener.OpenAsync(input, options ?? new(), Cancellation);
        return await OfSourceAsync(source);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static BatchLayout Layout(ISource source) =>
        new([.. source.Description.Headers.Select((header, index) => new ColumnPlan(header, index, null, "none"))]);

    public static async Task<CsvReading> OfSourceAsync(ISource source)
    {
        var reading = new CsvReading { Description = source.Description };
        var parser = source.CreateParser();
        var layout = Layout(source);
        var batch = new RecordBatch(256);
        while (await source.ReadAsync(batch.Block, Cancellation))
        {
            batch.Reset(layout, 0);
            parser.Parse(batch);
            reading.Add(batch);
        }
        reading.Description = source.Description;
        return reading;
    }

    void Add(RecordBatch batch)
    {
        LongestBlock = Math.Max(LongestBlock, batch.Block.Length);
        BlankCount += batch.BlankCount;
        LineCount += batch.LineCount;
        ShortCount += (int)
            batch.Counts.Entries.Where(entry => entry.Code.Name == "ROW_SHORT").Sum(entry => entry.Count);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var values = new string[batch.ColumnCount];
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = Encoding.UTF8.GetString(batch.Value(row, column));
            }
            Rows.Add(values);
            Codes.Add(
                batch.Rejects.Where(reject => reject.Row == row).Select(reject => reject.Code.Name).FirstOrDefault()
                    ?? ""
            );
            Originals.Add(batch.Block.Bytes.Slice(batch.Rows[row].Offset, batch.Rows[row].Length).ToArray());
        }
    }
}

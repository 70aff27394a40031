using System.Text;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Trials;

/// <summary>
/// Cleans many single phone numbers and says what came of each: the half of a comparison whose other half is
/// <c>bench/peers/phones</c>. A line of the input is <c>{"text":"…","region":"DE"}</c>, a line of the output
/// <c>{"value":"…","codes":["…"]}</c>.
/// </summary>
static class PhonesTrial
{
    /// <summary>Reads, cleans and writes; returns the exit code.</summary>
    public static async Task<int> RunAsync(string file, string output, CancellationToken cancellationToken)
    {
        var layout = new BatchLayout([Plan("phone", 0), Plan("country", 1)]);
        var plan = Normalizers.Plan(layout, NormalizationOptions.Default);
        var batch = new RecordBatch(1024);
        await using var writer = new StreamWriter(output);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            using var document = JsonDocument.Parse(line);
            var text = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("text").GetString()!);
            var region = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("region").GetString()!);
            Fill(batch, layout, text, region);
            foreach (var (column, normalizer) in plan)
            {
                normalizer.Normalize(batch, column);
            }
            await writer.WriteLineAsync(Answer(batch));
        }
        return 0;
    }

    static ColumnPlan Plan(string name, int column) => new(name, column, ContactFields.Find(name), "name");

    static void Fill(RecordBatch batch, BatchLayout layout, byte[] text, byte[] region)
    {
        text.CopyTo(batch.Block.Buffer, 0);
        region.CopyTo(batch.Block.Buffer, text.Length);
        batch.Block.Length = text.Length + region.Length;
        batch.Reset(layout, 0);
        var cells = batch.AddRow(new RowSpan(0, batch.Block.Length));
        cells[0] = new FieldSpan(0, text.Length);
        cells[1] = new FieldSpan(text.Length, region.Length);
    }

    static string Answer(RecordBatch batch) =>
        JsonSerializer.Serialize(
            new
            {
                value = Encoding.UTF8.GetString(batch.Value(0, 0)),
                codes = batch.Counts.Entries.Where(entry => entry.Column == 0).Select(entry => entry.Code.Name),
            }
        );
}

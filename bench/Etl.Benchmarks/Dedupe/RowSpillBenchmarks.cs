using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Batches;
using Etl.Core.Dedupe.Spilling;
using Etl.Formats.Csv;

namespace Etl.Benchmarks.Dedupe;

/// <summary>Rows that wait on the disk until their duplicates are known: 16 encoded batches written and read back.</summary>
public class RowSpillBenchmarks : IMeasured
{
    const int BatchCount = 16;

    readonly RecordBatch batch = ContactBatch.Make();
    readonly RecordBatch readBatch = new(CsvOptions.DefaultBlockBytes);
    readonly string folder = Path.GetTempPath();

    /// <inheritdoc/>
    public CallSize CallSize
    {
        get
        {
            var (bytes, rows) = ContactBatch.SizeOf(batch);
            return new CallSize(BatchCount * bytes, BatchCount * rows);
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        var options = new CsvSinkOptions { Path = "-", Columns = CsvOutputColumn.All(ContactBatch.Layout) };
        CsvSink.CreateEncoder(options).Encode(batch);
    }

    [Benchmark]
    public int WriteAndRead() => WriteAndReadAsync().GetAwaiter().GetResult();

    async Task<int> WriteAndReadAsync()
    {
        await using var spill = new RowSpill(folder, _ => []);
        for (var count = 0; count < BatchCount; count++)
        {
            await spill.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
        }
        var rowCount = 0;
        while (await spill.TryReadAsync(readBatch, CancellationToken.None).ConfigureAwait(false))
        {
            rowCount += readBatch.RowCount;
        }
        return rowCount;
    }
}

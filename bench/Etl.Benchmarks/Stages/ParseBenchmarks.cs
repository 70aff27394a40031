using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Formats.Csv;

namespace Etl.Benchmarks.Stages;

/// <summary>Parses a block into the cells of a batch, as a worker does: fields, quotes taken off, rows and bytes checked.</summary>
[BenchmarkCategory("parse")]
public class ParseBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make();
    readonly CsvBlockParser parser = ContactBatch.NewParser();

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [Benchmark]
    public int Parse()
    {
        ContactBatch.Parse(batch, parser);
        return batch.RowCount;
    }
}

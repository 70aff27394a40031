using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Formats.Csv;

namespace Etl.Benchmarks.Stages;

/// <summary>Writes the rows of a batch as lines, as a worker does.</summary>
[BenchmarkCategory("encode")]
public class EncodeCsvBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make();
    IBatchEncoder plain = null!; // set by Setup
    IBatchEncoder guarding = null!; // set by Setup

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        var options = new CsvSinkOptions { Path = "-", Columns = CsvOutputColumn.All(ContactBatch.Layout) };
        plain = CsvSink.CreateEncoder(options);
        guarding = CsvSink.CreateEncoder(options with { Guards = true });
    }

    [Benchmark(Baseline = true)]
    public int Encode() => Encode(plain);

    /// <summary>With guards against values that a spreadsheet would run.</summary>
    [Benchmark]
    public int EncodeGuarded() => Encode(guarding);

    int Encode(IBatchEncoder encoder)
    {
        batch.Encoded.Clear();
        encoder.Encode(batch);
        return batch.Encoded.Length;
    }
}

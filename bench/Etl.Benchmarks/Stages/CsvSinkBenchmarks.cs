using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Formats.Csv;

namespace Etl.Benchmarks.Stages;

/// <summary>Hands the lines of a batch to an output that costs nothing, all in one run or with every tenth row left out.</summary>
[BenchmarkCategory("sink")]
public class CsvSinkBenchmarks : IMeasured
{
    const int LeftOutEvery = 10;

    readonly RecordBatch batch = ContactBatch.Make();
    CsvSink sink = null!; // set by Setup

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        sink = CsvSink.Open(
            new CsvSinkOptions
            {
                Path = "-",
                Stream = Stream.Null,
                Columns = CsvOutputColumn.All(ContactBatch.Layout),
            }
        );
        sink.CreateEncoder().Encode(batch);
    }

    [Benchmark(Baseline = true)]
    public void Whole()
    {
        batch.Outcomes.Fill(RowOutcome.Pending);
        Write();
    }

    [Benchmark]
    public void InRuns()
    {
        var outcomes = batch.Outcomes;
        outcomes.Fill(RowOutcome.Pending);
        for (var row = 0; row < outcomes.Length; row += LeftOutEvery)
        {
            outcomes[row] = RowOutcome.DuplicateInFile;
        }
        Write();
    }

    void Write() => sink.WriteAsync(batch, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}

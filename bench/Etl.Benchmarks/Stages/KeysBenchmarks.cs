using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Dedupe;

namespace Etl.Benchmarks.Stages;

/// <summary>The match keys of a batch, by one rule.</summary>
[BenchmarkCategory("keys")]
public class KeysBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make(keyCount: 1);
    MatchKeyWriter writer = null!; // set by Setup
    BatchMatchKeys keys = null!; // set by Setup
    int[] columns = [];

    /// <summary>The rule: a field whose bytes are hashed where they lie, and fields that are folded and joined.</summary>
    [Params("email", "first_name+last_name+company")]
    public string Match { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        var builder = new MatchKeyBuilder(MatchRules.Parse([Match]), UInt128.One);
        writer = builder.CreateWriter();
        keys = builder.Bind(ContactBatch.Layout);
        columns = [.. builder.FieldsOfSlot(0).Select(ContactBatch.Layout.ColumnOf)];
    }

    /// <summary>Key by key, as for contacts of a store.</summary>
    [Benchmark(Baseline = true)]
    public void OneByOne()
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            writer.Begin(0);
            foreach (var column in columns)
            {
                writer.Append(batch.Value(row, column));
            }
            batch.Keys[row] = writer.End();
        }
    }

    [Benchmark]
    public void Compute() => keys.Compute(batch);
}

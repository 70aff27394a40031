using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Writes the fields of rows as PostgreSQL's binary COPY has them.</summary>
public class PrefixedFieldsBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make();
    readonly int[] order = [.. Enumerable.Range(0, ContactBatch.Layout.Columns.Count)];
    readonly byte[] destination = new byte[4096];

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    /// <summary>Field by field, each as long as it is.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var cells = batch.Cells;
        var length = 0;
        for (var first = 0; first < cells.Length; first += order.Length)
        {
            var written = 0;
            foreach (var index in order)
            {
                var cell = cells[first + index];
                written += PrefixedFields.WriteExactly(batch.Block.Buffer, cell, destination.AsSpan(written));
            }
            length += written;
        }
        return length;
    }

    [Benchmark]
    public int Write()
    {
        var cells = batch.Cells;
        var length = 0;
        for (var first = 0; first < cells.Length; first += order.Length)
        {
            length += PrefixedFields.Write(batch.Block.Buffer, cells.Slice(first, order.Length), order, destination);
        }
        return length;
    }
}

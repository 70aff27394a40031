using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Normalization;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Benchmarks.Normalization;

/// <summary>Time to clean one value of each kind, clean already or not; rows are values.</summary>
[BenchmarkCategory("normalize")]
public class NormalizerBenchmarks : IMeasured
{
    const int RowCount = 7_000;

    readonly NormalizationOptions options = new() { Country = "US", Today = new DateOnly(2026, 1, 1) };
    RecordBatch batch = null!; // set by Setup
    IFieldNormalizer normalizer = null!; // set by Setup
    FieldSpan[] original = [];

    /// <summary>A field and a value of it.</summary>
    [Params(
        "first_name|Christine",
        "first_name| Christine",
        "last_name|Núñez",
        "company|Acme  Industries",
        "email|christine.smith@example.com",
        "email|Christine.Smith@Example.com",
        "phone|+12025550143",
        "phone|(202) 555-0143",
        "country|United States",
        "birthday|1980-05-01",
        "birthday|13/05/1980",
        "tags|vip;new;old",
        "website|https://example.com/x"
    )]
    public string Case { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => new(batch.Block.Length, RowCount);

    /// <summary>Fills a batch with the value.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var separator = Case.IndexOf('|', StringComparison.Ordinal);
        var field = ContactFields.Find(Case[..separator])!;
        var value = Encoding.UTF8.GetBytes(Case[(separator + 1)..]);
        var layout = new BatchLayout([new ColumnPlan(field.Name, 0, field, "name")]);
        batch = new RecordBatch(RowCount * value.Length);
        original = new FieldSpan[RowCount];
        for (var row = 0; row < RowCount; row++)
        {
            value.CopyTo(batch.Block.Buffer, row * value.Length);
            original[row] = new FieldSpan(row * value.Length, value.Length);
        }
        batch.Block.Length = RowCount * value.Length;
        batch.Reset(layout, 0);
        normalizer = Normalizers.For(field, options, layout);
    }

    /// <summary>Cleans the column; the cells are put back first, which costs about a nanosecond each.</summary>
    [Benchmark]
    public void Normalize()
    {
        batch.Reset(batch.Layout, 0);
        foreach (var cell in original)
        {
            batch.AddRow(default)[0] = cell;
        }
        normalizer.Normalize(batch, 0);
    }
}

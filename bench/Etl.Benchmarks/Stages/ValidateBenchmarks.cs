using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Conditions;
using Etl.Core.Schema;
using Etl.Core.Validation;

namespace Etl.Benchmarks.Stages;

/// <summary>Judges the records of a batch, all of which pass, so that each call finds the same.</summary>
[BenchmarkCategory("validate")]
public class ValidateBenchmarks : IMeasured
{
    readonly RecordBatch batch = ContactBatch.Make();
    readonly EmptyContactRule empty = new();
    readonly RequiredFieldsRule required = new([ContactFields.Find("email")!, ContactFields.Find("last_name")!]);
    readonly ConditionFilter filter = new(
        ConditionParser.Parse("country = 'US' and (state is not null or city like 'S%')"),
        ContactBatch.Layout
    );

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    /// <summary>The rule that every job has.</summary>
    [Benchmark(Baseline = true)]
    public void EmptyContact() => empty.Apply(batch);

    /// <summary><c>--require email,last_name</c></summary>
    [Benchmark]
    public void Required() => required.Apply(batch);

    /// <summary><c>--filter</c> with three tests.</summary>
    [Benchmark]
    public void Filter() => filter.Apply(batch);
}

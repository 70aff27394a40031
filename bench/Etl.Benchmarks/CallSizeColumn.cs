using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Etl.Benchmarks;

/// <summary>
/// A column that is made of the mean time of a call and of <see cref="IMeasured.CallSize"/>. Benchmarks run in processes of their own, so the class is
/// set up once more here, with the same parameters, and asked.
/// </summary>
public abstract class CallSizeColumn : IColumn
{
    /// <inheritdoc/>
    public string Id => ColumnName;

    /// <inheritdoc/>
    public abstract string ColumnName { get; }

    /// <inheritdoc/>
    public abstract string Legend { get; }

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? Figure(SizeOf(benchmarkCase), statistics.Mean).ToString("N1", CultureInfo.InvariantCulture)
            : "NA";

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    /// <summary>The column's figure.</summary>
    /// <param name="size">What a call handles.</param>
    /// <param name="nanoseconds">What a call takes.</param>
    public abstract double Figure(CallSize size, double nanoseconds);

    static CallSize SizeOf(BenchmarkCase benchmarkCase)
    {
        var type = benchmarkCase.Descriptor.Type;
        var benchmark = (IMeasured)Activator.CreateInstance(type)!;
        foreach (var parameter in benchmarkCase.Parameters.Items)
        {
            type.GetProperty(parameter.Name)!.SetValue(benchmark, parameter.Value);
        }
        Call<GlobalSetupAttribute>(benchmark);
        var size = benchmark.CallSize;
        Call<GlobalCleanupAttribute>(benchmark);
        return size;
    }

    static void Call<T>(object benchmark)
        where T : Attribute =>
        benchmark
            .GetType()
            .GetMethods()
            .SingleOrDefault(method => method.IsDefined(typeof(T)))
            ?.Invoke(benchmark, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
}

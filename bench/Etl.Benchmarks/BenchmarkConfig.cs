using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Etl.Benchmarks;

/// <summary>
/// What all benchmarks are reported with: BenchmarkDotNet's own columns, allocated bytes, and what makes kernels comparable whose calls differ in size,
/// MB/s and ns/row. The Ratio column is BenchmarkDotNet's and appears where a class has a baseline.
/// </summary>
public sealed class BenchmarkConfig : ManualConfig
{
    /// <summary>The default configuration with the columns.</summary>
    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new ThroughputColumn(), new RowTimeColumn());
    }
}

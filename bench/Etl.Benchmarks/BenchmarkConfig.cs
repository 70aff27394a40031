using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Etl.Benchmarks;

/// <summary>
/// What all benchmarks are reported with: BenchmarkDotNet's own columns, allocated bytes, and what makes kernels comparable whose calls differ in size,
/// MB/s and ns/row. The Ratio column is BenchmarkDotNet's and appears where a class has a baseline.
/// </summary>
public sealed class BenchmarkConfig : ManualConfig
{
    /// <summary>All projects are built once more for a run, which takes more than BenchmarkDotNet's two minutes where others work on the machine.</summary>
    static readonly TimeSpan buildTime = TimeSpan.FromMinutes(10);

    /// <summary>The default configuration with the columns.</summary>
    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        WithBuildTimeout(buildTime);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new ThroughputColumn(), new RowTimeColumn());
    }
}

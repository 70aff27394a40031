namespace Etl.Benchmarks;

/// <summary>How much one call of a benchmark handles; the columns of <see cref="BenchmarkConfig"/> divide by it.</summary>
/// <param name="Bytes">Bytes of input.</param>
/// <param name="Rows">Rows; single values where the class says that it handles values.</param>
public readonly record struct CallSize(long Bytes, int Rows);

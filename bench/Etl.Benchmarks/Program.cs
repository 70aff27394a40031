using BenchmarkDotNet.Running;
using Etl.Benchmarks;

// dotnet run -c Release --project bench/Etl.Benchmarks -- --filter '*CsvTokenizer*' --job short
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());

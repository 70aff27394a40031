using System.Diagnostics;
using System.Globalization;
using Etl.Text.Csv;
using Etl.Text.Fuzz;

// dotnet run -c Release --project tests/Etl.Text.Fuzz -- --inputs 5000000 --seed 1
var inputCount = Option("--inputs", 100_000);
var seed = (int)Option("--seed", 1);
var watch = Stopwatch.StartNew();
var report = CsvFuzzer.Run(inputCount, seed);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}, kernels {string.Join(' ', CsvKernels.Supported)}: {report.InputCount:N0} inputs, {report.SplitCount:N0} splits, {report.DifferenceCount:N0} differences, {watch.Elapsed.TotalSeconds:F0} s"
    )
);
if (report.FirstDifference != null)
{
    Console.WriteLine($"first difference: {report.FirstDifference}");
}
return report.DifferenceCount == 0 ? 0 : 1;

long Option(string name, long otherwise)
{
    var index = Array.IndexOf(args, name);
    return index < 0 ? otherwise : long.Parse(args[index + 1], CultureInfo.InvariantCulture);
}

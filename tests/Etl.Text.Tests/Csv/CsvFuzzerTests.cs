using Etl.Text.Csv;
using Etl.Text.Fuzz;

namespace Etl.Text.Tests.Csv;

public sealed class CsvFuzzerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20_261_121)]
    public void Every_kernel_reads_what_the_lexer_reads_wherever_blocks_are_cut(int seed)
    {
        var report = CsvFuzzer.Run(inputCount: 4_000, seed);
        Assert.True(report.DifferenceCount == 0, $"seed {seed}: {report.FirstDifference}");
        Assert.True(report.SplitCount > report.InputCount * CsvKernels.Supported.Count);
    }
}

using Etl.EndToEnd;
using Etl.Testing;

namespace Etl.Cli.Tests.Benchmarks;

public sealed class TokenizerComparisonTests
{
    [Fact]
    public async Task All_rows_and_fields_are_cut_whatever_block_they_lie_in()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "The shell whose clock is used is not installed.");
        using var folder = new TempFolder();
        var row = $"1,\"a, {new string('b', 90)}\nc\",d\n";
        var file = folder.Write("rows.csv", string.Concat(Enumerable.Repeat(row, 12_000)));
        var figures = await new TokenizerComparison(file, runs: 1).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((12_000, 36_000), (figures.Rows, figures.Fields));
        Assert.InRange(figures.Seconds, figures.ReadSeconds + figures.CutSeconds, 60);
        Assert.Contains("12000 rows, 36000 fields", figures.ToMarkdown(), StringComparison.Ordinal);
    }
}

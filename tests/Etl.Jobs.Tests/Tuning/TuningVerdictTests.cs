using Etl.Core.Diagnostics;
using Etl.Jobs.Tuning;

namespace Etl.Jobs.Tests.Tuning;

public sealed class TuningVerdictTests
{
    static readonly TuningSettings found = new() { Workers = 3, BlockBytes = 131_072 };

    [Theory]
    [InlineData(0.17)]
    [InlineData(0.99)]
    [InlineData(1)]
    [InlineData(1.02)]
    public void Settings_that_are_no_faster_together_are_not_recommended(double speedup)
    {
        var verdict = TuningVerdict.Of(found, Run(1, "sink"), Run(1 / speedup, "parse"));

        Assert.Equal(new TuningVerdict(new TuningSettings(), 1, "sink"), verdict);
    }

    [Theory]
    [InlineData(1.04)]
    [InlineData(2)]
    public void Settings_that_are_faster_by_three_in_a_hundred_are_recommended(double speedup)
    {
        var verdict = TuningVerdict.Of(found, Run(1, "sink"), Run(1 / speedup, "parse"));

        Assert.Equal(new TuningVerdict(found, speedup, "parse"), verdict);
    }

    [Fact]
    public void The_defaults_are_no_faster_than_themselves()
    {
        var none = new TuningSettings();

        Assert.Equal(new TuningVerdict(none, 1, "sink"), TuningVerdict.Of(none, Run(2, "sink"), Run(1, "parse")));
    }

    static RunReport Run(double seconds, string bottleneck) =>
        new()
        {
            Job = "1",
            Status = "succeeded",
            Inputs = [],
            Target = "",
            Rows = new RowTotals(),
            Seconds = seconds,
            Bottleneck = bottleneck,
        };
}

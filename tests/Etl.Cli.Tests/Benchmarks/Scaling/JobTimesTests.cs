using Etl.EndToEnd.Scaling;

namespace Etl.Cli.Tests.Benchmarks.Scaling;

public sealed class JobTimesTests
{
    [Fact]
    public void Rows_seconds_and_stages_are_read_out_of_the_log()
    {
        var times = JobTimes.Read(
            "19:23:20.001Z input f.csv: 14 of 14 columns feed a field\n"
                + "19:23:20.869Z stage read: busy 0.061 s, waited 1.522 s\n"
                + "19:23:20.869Z stage parse: busy 0.310 s, waited 0.002 s\n"
                + "19:23:20.869Z job clean-1 succeeded: read 2000000, inserted 3, filtered 0; 1.42 s, bottleneck parse\n"
        );
        Assert.Equal((2_000_000, 1.42), (times.Rows, times.Seconds));
        Assert.Equal([new("read", 0.061, 1.522), new("parse", 0.310, 0.002)], times.Stages);
    }

    [Fact]
    public void A_log_without_stages_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => JobTimes.Read("19:23:20.869Z clean with etl 0.1.0\n"));
}

using System.Diagnostics;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

public sealed class PeakMemoryTests
{
    [Fact]
    public void It_is_what_the_system_says_of_the_process()
    {
        var before = PeakOfProcess();

        var peak = PeakMemory.Bytes();

        Assert.InRange(peak, before, PeakOfProcess());
    }

    static long PeakOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

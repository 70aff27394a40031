using Etl.Testing;

namespace Etl.Cli.Tests;

/// <summary>The first signal stops a command cleanly, its echoes change nothing, and a later one quits.</summary>
public sealed class StopSignalsTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 0, 0 }, false)]
    [InlineData(new[] { 0, 20, 499 }, false)]
    [InlineData(new[] { 0, 500 }, true)]
    [InlineData(new[] { 0, 20, 30, 9_000 }, true)]
    public void Only_a_later_signal_is_impatient(int[] milliseconds, bool expected)
    {
        var clock = new ManualTimeProvider();
        using var signals = new StopSignals(clock, TestContext.Current.CancellationToken);
        var start = clock.GetTimestamp();
        var isImpatient = false;
        foreach (var at in milliseconds)
        {
            clock.Advance(TimeSpan.FromMilliseconds(at) - clock.GetElapsedTime(start));
            isImpatient = signals.IsImpatient();
        }
        Assert.Equal(expected, isImpatient);
    }

    [Theory]
    [InlineData("kill -TERM $job; kill -TERM $job")]
    [InlineData("kill -TERM $job; kill -HUP $job")]
    public async Task A_signal_that_is_sent_twice_at_once_ends_a_command_with_its_sentence(string signals)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there one sees which signals a process listens to.");
        // The last one that it begins to listen to is SIGHUP, the lowest bit; where that is ignored (nohup), it stays so unless env says otherwise.
        var result = await Shell.RunAsync(
            folder,
            $$"""
            mkfifo pipe; env --default-signal=HUP true 2> errors && heard='env --default-signal=HUP'
            $heard $etl inspect pipe & job=$!
            for i in {1..300}; do grep -q 'SigCgt:.*[13579bdf]$' /proc/$job/status && break; sleep 0.05; done
            { {{signals}}; } 2> errors; wait $job
            """
        );
        // When all is said the program listens no more, and an echo may still end it.
        Assert.True(result.ExitCode is 130 or 128 + 15 or 128 + 1, result.All);
        Assert.StartsWith("Cancelled.\n", result.Error, StringComparison.Ordinal);
    }
}

using Etl.Testing;

namespace Etl.Cli.Tests.Screen;

/// <summary>Text for people: whoever has seen enough may go, and a place without space is one sentence.</summary>
public sealed class ScreenStreamTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_reader_may_end_when_it_has_seen_enough()
    {
        var result = await Shell.RunAsync(folder, "$etl codes | head -1");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("codes")]
    [InlineData("codes --json")]
    [InlineData("clean in.csv --out out.csv --quiet --json")]
    [InlineData("sample -")]
    public async Task A_full_device_is_said_so(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no such device here.");
        folder.Write("in.csv", Shell.Contacts(3));
        var result = await Shell.RunAsync(folder, $"$etl {command} > /dev/full");
        OneSentence.Expect(3, "standard output failed (the disk is full)", result);
    }

    [Fact]
    public async Task A_job_is_done_even_when_standard_error_takes_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no such device here.");
        folder.Write("in.csv", Shell.Contacts(3));
        var result = await Shell.RunAsync(folder, "$etl clean in.csv --out out.csv 2> /dev/full");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal(Shell.Contacts(3), folder.ReadText("out.csv"));
    }
}

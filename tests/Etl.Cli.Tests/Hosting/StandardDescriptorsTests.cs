using Etl.Testing;

namespace Etl.Cli.Tests.Hosting;

/// <summary>A program that is started without standard streams prints into no file of its own.</summary>
public sealed class StandardDescriptorsTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("2>&-", 0)]
    [InlineData("<&- 2>&-", 0)]
    [InlineData(">&-", 3)]
    [InlineData(">&- 2>&-", 3)]
    public async Task Without_standard_streams_the_output_is_as_with_them(string closed, int exitCode)
    {
        folder.Write("in.csv", Shell.Contacts(50));
        var result = await Shell.RunAsync(folder, $"$etl clean in.csv --out out.csv {closed}");
        Assert.True(exitCode == result.ExitCode, result.All);
        Assert.Equal(Shell.Contacts(50), folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task Records_for_a_closed_standard_output_are_a_failure()
    {
        folder.Write("in.csv", Shell.Contacts(50));
        var result = await Shell.RunAsync(folder, "$etl clean in.csv --out - --quiet >&-");
        OneSentence.Expect(3, "Writing to standard output failed", result);
    }
}

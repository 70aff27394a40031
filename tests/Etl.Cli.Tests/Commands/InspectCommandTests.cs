using System.Text;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_doubtful_encoding_stops_a_job_and_is_shown_in_each_candidate()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "Name\nمحمد\nأحمد الحسيني\nخالد المصري\nفاطمة\nمريم الشامي\n";
        var path = folder.File("arabic.csv");
        await File.WriteAllBytesAsync(
            path,
            Encoding.GetEncoding("iso-8859-6").GetBytes(text),
            TestContext.Current.CancellationToken
        );
        var clean = await CommandLine.RunAsync("clean", path, "--out", folder.File("out.csv"));
        Assert.Equal(2, clean.ExitCode);
        Assert.Contains("is not certain: ", clean.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out.csv")));
        var inspect = await CommandLine.RunAsync("inspect", path);
        Assert.Equal(0, inspect.ExitCode);
        Assert.True(inspect.Output.Split("  --encoding ").Length > 2, inspect.Output);
        var named = await CommandLine.RunAsync("inspect", path, "--encoding", "iso-8859-6");
        Assert.Contains("أحمد الحسيني", named.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not certain", named.Output, StringComparison.Ordinal);
    }
}

using Etl.Testing;

namespace Etl.Cli.Tests.Hosting;

/// <summary>A limit on the size of files ends a job like a full disk: with a sentence, and without partial files.</summary>
public sealed class FileSizeLimitTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_beyond_the_limit_is_said_so_and_leaves_nothing()
    {
        folder.Write("in.csv", Shell.Contacts(5_000));
        var result = await Shell.RunAsync(folder, "ulimit -f 24; exec $etl clean in.csv --out out.csv --quiet");
        OneSentence.Expect(3, "out.csv", result);
        Assert.Equal(["in.csv"], folder.FileNames());
    }

    [Fact]
    public async Task A_report_beyond_the_limit_leaves_the_one_before_and_nothing_beside_it()
    {
        folder.Write("in.csv", Shell.Contacts(3));
        folder.Write("report.json", "before");
        var result = await Shell.RunAsync(
            folder,
            "ulimit -f 1; exec $etl clean in.csv --out out.csv --quiet --report report.json"
        );
        OneSentence.Expect(3, "its report cannot be written", result);
        Assert.Equal("before", folder.ReadText("report.json"));
        Assert.Equal(["in.csv", "out.csv", "report.json"], folder.FileNames().Order(StringComparer.Ordinal));
    }
}

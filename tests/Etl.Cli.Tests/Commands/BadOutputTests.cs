using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Files that cannot be written, or must not be, are refused before anything is lost.</summary>
public sealed class BadOutputTests : IDisposable
{
    const string Contacts = "Name,Email\nAnn,ann@x.com\n";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_existing_output_is_not_replaced()
    {
        folder.Write("out.csv", "mine");
        await Refused("--overwrite", "--out", folder.File("out.csv"));
        Assert.Equal("mine", folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task An_output_in_a_missing_folder_is_refused() =>
        await Refused("does not exist", "--out", folder.File("no/out.csv"));

    [Fact]
    public async Task An_output_that_is_a_folder_is_refused() => await Refused("is a folder", "--out", folder.Path);

    [Theory]
    [InlineData("--out", "good.csv", "is also an input")]
    [InlineData("--report", "good.csv", "is also an input")]
    [InlineData("--rejects", "good.csv", "is also an input")]
    [InlineData("--report", "out.csv", "is also the file of --out")]
    [InlineData("--rejects", "out.csv", "is also the file of --out")]
    [InlineData("--rejects", "no/rejects.csv", "does not exist")]
    [InlineData("--report", "no/report.json", "does not exist")]
    public async Task A_file_that_would_overwrite_another_is_refused(string option, string name, string says)
    {
        string[] output = option == "--out" ? [] : ["--out", folder.File("out.csv")];
        await Refused(says, [.. output, option, folder.File(name), "--overwrite"]);
        Assert.Equal(["good.csv"], folder.FileNames());
        Assert.Equal(Contacts, folder.ReadText("good.csv"));
    }

    [Fact]
    public async Task A_report_in_a_folder_that_takes_no_files_is_refused_before_the_work()
    {
        // Nobody can make a file there, whatever rights he has.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a folder of Linux.");
        await Refused(
            "name a file in another folder",
            "--out",
            folder.File("out.csv"),
            "--report",
            "/proc/report.json"
        );
        Assert.Equal(["good.csv"], folder.FileNames());
    }

    [Fact]
    public async Task A_link_to_an_input_is_the_input()
    {
        File.CreateSymbolicLink(folder.File("link.csv"), Good());
        await Refused("is also an input", "--out", folder.File("link.csv"), "--overwrite");
        Assert.Equal(Contacts, folder.ReadText("good.csv"));
    }

    [Fact]
    public async Task A_report_behind_a_link_is_written_and_the_link_stays()
    {
        File.CreateSymbolicLink(folder.File("link.json"), folder.Write("report.json", "old"));
        var result = await CommandLine.RunAsync([
            "clean",
            Good(),
            "--out",
            folder.File("out.csv"),
            "--report",
            folder.File("link.json"),
            "--quiet",
        ]);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.NotNull(File.ResolveLinkTarget(folder.File("link.json"), returnFinalTarget: false));
        Assert.StartsWith("{", folder.ReadText("report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_must_not_overwrite_the_store()
    {
        var store = folder.File("store.db");
        var result = await CommandLine.RunAsync("import", Good(), "--to", "sqlite:" + store, "--report", store);
        OneSentence.Expect(2, "is also the file of --to", result);
    }

    string Good() => folder.Write("good.csv", Contacts);

    async Task Refused(string says, params string[] arguments) =>
        OneSentence.Expect(2, says, await CommandLine.RunAsync(["clean", Good(), .. arguments, "--quiet"]));
}

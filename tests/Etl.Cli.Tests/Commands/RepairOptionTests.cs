using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class RepairOptionTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mojibake_is_counted_by_default_and_read_back_when_asked_for()
    {
        const string Contacts = "Company,City,Notes\nJosÃ© MarÃ\u00ADa,LeÃ³n,Oâ€™Brien\nJosé,MAÇÃ…,plain\n";
        var input = folder.Write("contacts.csv", Contacts);
        var counted = await CommandLine.RunAsync("clean", input, "--out", folder.File("a.csv"));
        Assert.Contains("TEXT_MOJIBAKE", counted.All, StringComparison.Ordinal);
        Assert.Contains("LeÃ³n", await Read("a.csv"), StringComparison.Ordinal);
        string[] repair = ["--repair", "mojibake"];
        var repaired = await CommandLine.RunAsync(["clean", input, "--out", folder.File("b.csv"), .. repair]);
        Assert.Contains("TEXT_MOJIBAKE_REPAIRED", repaired.All, StringComparison.Ordinal);
        Assert.Equal("Company,City,Notes\nJosé María,León,O’Brien\nJosé,MAÇÃ…,plain\n", await Read("b.csv"));
        await CommandLine.RunAsync(["clean", folder.File("b.csv"), "--out", folder.File("c.csv"), .. repair]);
        Assert.Equal(await Read("b.csv"), await Read("c.csv"));
    }

    Task<string> Read(string name) => File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);
}

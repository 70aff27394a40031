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

    [Fact]
    public async Task Mojibake_that_is_only_counted_is_kept_byte_for_byte_and_can_be_repaired_later()
    {
        // Анна, à, a soft hyphen, all capitals, a no-break space at the end, and fields of other kinds.
        const string Contacts =
            "Name,Company,City,Email,Phone,Tags,Country,ZIP\n"
            + "Ð\u0090Ð½Ð½Ð° Ð\u0098Ð²Ð°Ð½,Caf\u00C3\u00A0,SÃ\u0083O PAULO,josÃ© @x.com,TelÃ©fono 123,VIP;CafÃ©;,EspaÃ±a,Ã\u00A01\n"
            + "MARÃ\u008DA GARCÃ\u008DA, MARÃ\u00A0 ,LeÃ³n,ann@x.com,+12025550143,a;b,US,62704\n";
        var input = folder.Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("clean", input, "--out", folder.File("a.csv"));
        var kept = await Read("a.csv");
        Assert.Equal(
            Contacts.Split('\n').Select(line => line.Split(',')[0]),
            kept.Split('\n').Select(line => line.Split(',')[0])
        );
        Assert.StartsWith(
            Contacts[..Contacts.IndexOf('\n', 80)].Split('\n')[1],
            kept.Split('\n')[1],
            StringComparison.Ordinal
        );
        string[] repair = ["--repair", "mojibake"];
        await CommandLine.RunAsync(["clean", input, "--out", folder.File("b.csv"), .. repair]);
        await CommandLine.RunAsync(["clean", folder.File("a.csv"), "--out", folder.File("c.csv"), .. repair]);
        Assert.Equal(await Read("b.csv"), await Read("c.csv"));
        Assert.Contains("Анна Иван", await Read("b.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shift_jis", "F040")]
    [InlineData("gb18030", "AAA1")]
    public async Task Characters_that_a_company_added_to_its_encoding_are_kept_and_counted(string encoding, string code)
    {
        var input = folder.File("contacts.csv");
        byte[] bytes = [.. "Company,City\nA"u8, .. Convert.FromHexString(code), .. ",B\n"u8];
        await File.WriteAllBytesAsync(input, bytes, TestContext.Current.CancellationToken);
        var cleaned = await CommandLine.RunAsync("clean", input, "--encoding", encoding, "--out", folder.File("a.csv"));
        Assert.Contains("TEXT_PRIVATE_USE", cleaned.All, StringComparison.Ordinal);
        Assert.Contains("A\uE000,B", await Read("a.csv"), StringComparison.Ordinal);
    }

    Task<string> Read(string name) => File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);
}

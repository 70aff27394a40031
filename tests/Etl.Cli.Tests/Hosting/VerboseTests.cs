using Etl.Testing;

namespace Etl.Cli.Tests.Hosting;

public sealed class VerboseTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_import_logs_settings_inputs_chunks_and_stages()
    {
        var result = await ImportAsync("--verbose");
        foreach (
            var part in (string[])
                [
                    "import with etl",
                    "setting country: US",
                    "delimiter ','",
                    "chunk 0 committed",
                    "stage sink",
                    "bottleneck",
                ]
        )
        {
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_holds_no_value_of_a_record()
    {
        var result = await ImportAsync(
            "--verbose",
            "--default",
            "city=Secretville",
            "--filter",
            "first_name != 'Nobody'",
            "--owner",
            "Olga"
        );
        foreach (var value in (string[])["Ann", "ann@x.com", "Secretville", "Nobody", "Olga"])
        {
            Assert.DoesNotContain(value, result.Error, StringComparison.Ordinal);
        }
        Assert.Contains("setting filter: (given)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_logged_unless_asked() =>
        Assert.DoesNotContain("stage sink", (await ImportAsync()).Error, StringComparison.Ordinal);

    async Task<CommandResult> ImportAsync(params string[] more)
    {
        var input = Path.Combine(folder.Path, "in.csv");
        await File.WriteAllTextAsync(input, "First Name,Email\nAnn,ann@x.com\n", TestContext.Current.CancellationToken);
        var store = "sqlite:" + Path.Combine(folder.Path, "store.db");
        var result = await CommandLine.RunAsync(["import", input, "--to", store, "--country", "US", .. more]);
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }
}

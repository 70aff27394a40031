using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class BadInputTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("missing.csv", null, 2)]
    [InlineData("empty.csv", "", 2)]
    [InlineData("header.csv", "Name,Email\n", 0)]
    [InlineData("binary.csv", "a\0\u0001\u0002\0\0\0\0,\0\n\0", 2)]
    [InlineData("folder", "folder", 2)]
    public async Task Bad_input_is_answered_in_one_sentence(string name, string? content, int exitCode)
    {
        var path = Path.Combine(folder.Path, name);
        if (content == "folder")
        {
            Directory.CreateDirectory(path);
        }
        else if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }
        await Expect(exitCode, "import", path, "--to", "sqlite:" + Path.Combine(folder.Path, "x.db"));
    }

    [Fact]
    public async Task An_unknown_field_is_refused_with_the_nearest() =>
        Assert.Contains(
            "Did you mean 'email'?",
            (await Expect(2, "import", Good(), "--set", "Email=emial")).Error,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_existing_output_is_not_replaced() => await Expect(2, "clean", Good(), "--out", Good());

    [Fact]
    public async Task An_output_in_a_missing_folder_is_refused() =>
        await Expect(2, "clean", Good(), "--out", Path.Combine(folder.Path, "no", "out.csv"));

    [Fact]
    public async Task A_file_that_is_no_store_is_refused() =>
        await Expect(2, "import", Good(), "--to", "sqlite:" + Good());

    [Fact]
    public async Task A_target_of_another_kind_is_refused() => await Expect(2, "import", Good(), "--to", "mysql:x");

    [Fact]
    public async Task An_export_of_a_missing_store_is_refused() =>
        await Expect(2, "export", "--from", "sqlite:" + Path.Combine(folder.Path, "none.db"), "--out", "-");

    string Good()
    {
        var path = Path.Combine(folder.Path, "good.csv");
        File.WriteAllText(path, "Name,Email\nAnn,ann@x.com\n");
        return path;
    }

    static async Task<CommandResult> Expect(int exitCode, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        Assert.True(exitCode == result.ExitCode, result.All);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug in Etl", result.Error, StringComparison.Ordinal);
        if (exitCode != 0)
        {
            Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        }
        return result;
    }
}

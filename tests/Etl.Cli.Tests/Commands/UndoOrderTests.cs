using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Jobs that are undone in another order than newest first say what to do, and end where they began.</summary>
public sealed class UndoOrderTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_job_under_a_later_one_is_undone_in_two_goes()
    {
        await ImportAsync("first.csv", "email,first_name\nann@x.org,Ann\nbob@x.org,Bob\n");
        await ImportAsync("second.csv", "email,first_name\nann@x.org,Anna\n");
        var first = await RunAsync("jobs", "undo", "1");
        Assert.Equal(
            "Job 1 is undone: 1 contact removed, 0 restored. 1 contact changed since and stayed: ids 1. Job 2 changed some of them: undo it, then job 1 again, which takes them back, too.",
            first.Output.Trim()
        );
        var refused = await RunAsync("jobs", "undo", "1");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("has been undone already", refused.All, StringComparison.Ordinal);
        Assert.Contains("Undo job 2 first, then this one again.", refused.All, StringComparison.Ordinal);
        Assert.Contains("1 restored.", (await RunAsync("jobs", "undo", "2")).Output, StringComparison.Ordinal);
        Assert.Contains("1 contact removed", (await RunAsync("jobs", "undo", "1")).Output, StringComparison.Ordinal);
        var json = await RunAsync("jobs", "undo", "1", "--json");
        Assert.Contains("there is nothing to do", json.All, StringComparison.Ordinal);
    }

    async Task ImportAsync(string name, string text)
    {
        var result = await RunAsync("import", folder.Write(name, text), "--on-duplicate", "update", "--quiet");
        Assert.True(result.ExitCode == 0, result.All);
    }

    Task<CommandResult> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--to", "sqlite:" + folder.File("store.db")]);
}

using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>What goes to standard output as bytes arrives as a whole, or the command fails.</summary>
public sealed class StandardOutputTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_reader_that_ends_early_is_a_failure()
    {
        folder.Write("in.csv", Shell.Contacts(20_000));
        var result = await Shell.RunAsync(folder, "$etl clean in.csv --out - --quiet | head -c 1000 > /dev/null");
        OneSentence.Expect(3, "what reads it ended before everything was written", result);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_gets_all()
    {
        folder.Write("in.csv", Shell.Contacts(5_000));
        var result = await Shell.RunAsync(folder, "$etl clean in.csv --out - --quiet | (sleep 1; cat) | cmp - in.csv");
        Assert.True(result.ExitCode == 0, result.All);
    }

    [Fact]
    public async Task A_pipe_that_does_not_block_gets_all()
    {
        folder.Write("in.csv", Shell.Contacts(5_000));
        const string nonblocking =
            "import fcntl, os; fcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK | fcntl.fcntl(1, fcntl.F_GETFL))";
        Assert.SkipUnless(
            (await Shell.RunAsync(folder, "command -v python3")).ExitCode == 0,
            "There is no Python here that makes such a pipe."
        );
        var result = await Shell.RunAsync(
            folder,
            $"(python3 -c '{nonblocking}'; exec $etl clean in.csv --out - --quiet) | (sleep 1; cat) | cmp - in.csv"
        );
        Assert.True(result.ExitCode == 0, result.All);
    }

    [Fact]
    public async Task What_others_write_into_the_same_file_stays()
    {
        folder.Write("in.csv", Shell.Contacts(3));
        var result = await Shell.RunAsync(
            folder,
            "(echo before; $etl clean in.csv --out - --quiet; echo behind) > all.txt; (echo before; cat in.csv; echo behind) | cmp - all.txt"
        );
        Assert.True(result.ExitCode == 0, result.All);
    }
}

using System.CommandLine;
using Etl.Cli.Commands;
using Etl.Cli.Screen;

namespace Etl.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public async Task No_command_shows_where_to_start()
    {
        var result = await CommandLine.RunAsync();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("etl import contacts.csv", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cods", "'etl' has no command 'cods'. Did you mean 'codes'?")]
    [InlineData("--hlep", "'etl' has no option '--hlep'. Did you mean '--help'?")]
    [InlineData("codes --jsn", "'etl codes' has no option '--jsn'. Did you mean '--json'?")]
    public async Task A_typo_is_answered_with_the_nearest_name(string line, string sentence)
    {
        var result = await CommandLine.RunAsync(line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        var root = RootCommands.Create(Terminal.OfProcess());
        foreach (var command in root.Subcommands.SelectMany(child => child.Subcommands.Append(child)))
        {
            var path = Path(command);
            var result = await CommandLine.RunAsync([.. path.Split(' ').Skip(1), "--help"]);
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
            Assert.Contains($"Usage: {path}", result.Output, StringComparison.Ordinal);
            Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 110, line));
        }
    }

    static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? $"{Path(parent)} {command.Name}"
            : $"etl {command.Name}";

    [Theory]
    [InlineData("bash", "complete -o default -F _etl_complete etl")]
    [InlineData("zsh", "compdef _etl_complete etl")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Each_shell_has_a_completion_script(string shell, string part)
    {
        var result = await CommandLine.RunAsync("completion", shell);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_suggests_commands()
    {
        var result = await CommandLine.RunAsync("[suggest:6]", "etl co");
        Assert.Equal("codes\ncompletion\n", result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Codes_are_listed_with_their_sentence()
    {
        var result = await CommandLine.RunAsync("codes", "enc_");
        Assert.Contains("ENC_INVALID_BYTE", result.Output, StringComparison.Ordinal);
        Assert.Contains("--encoding", result.Output, StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Etl.Tidy.Tests;

/// <summary>A command that a README shows: a line <c>$ command</c> of a block fenced as <c>console</c>, with its continuations.</summary>
/// <param name="Line">1-based line of the README.</param>
/// <param name="Text">The command, without the prompt and the comment.</param>
/// <param name="ExitCode">The code it ends with: 0, or what a comment <c># exits N</c> behind it states.</param>
sealed partial record ReadmeCommand(int Line, string Text, int ExitCode)
{
    /// <summary>Commands that build or test: they need minutes, a feed or a clean tree, and are run by .ci/run instead.</summary>
    static readonly string[] slow =
    [
        "dotnet test",
        "dotnet build",
        "dotnet publish",
        "dotnet tool",
        "git clone",
        "cd ",
        ".ci/run",
    ];

    /// <summary>False for commands that only have to be there.</summary>
    public bool IsRun => !slow.Any(start => Text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>All commands of a README, in its order.</summary>
    public static IReadOnlyList<ReadmeCommand> ReadAll(string readme)
    {
        var commands = new List<ReadmeCommand>();
        var isInBlock = false;
        var lines = readme.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("```", StringComparison.Ordinal))
            {
                isInBlock = lines[index].TrimEnd() == "```console";
            }
            else if (isInBlock && lines[index].StartsWith("$ ", StringComparison.Ordinal))
            {
                var first = index;
                var text = lines[index][2..];
                while (text.EndsWith('\\') && index + 1 < lines.Length)
                {
                    text = text[..^1] + lines[++index].TrimStart();
                }
                commands.Add(Read(first + 1, text));
            }
        }
        return commands;
    }

    /// <summary>
    /// The same command with <c>dotnet run --project X --</c> replaced by the program that is already built, so that it
    /// starts in milliseconds.
    /// </summary>
    public string WithBuiltPrograms(Func<string, string> programOf) =>
        DotnetRun().Replace(Text, match => programOf(match.Groups["project"].Value));

    static ReadmeCommand Read(int line, string text)
    {
        var exits = Exits().Match(text);
        return exits.Success
            ? new(line, text[..exits.Index].TrimEnd(), int.Parse(exits.Groups[1].Value, CultureInfo.InvariantCulture))
            : new(line, Comment().Replace(text, "").TrimEnd(), 0);
    }

    [GeneratedRegex(@"\s+#\s*exits (\d+).*$")]
    private static partial Regex Exits();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"dotnet run(?: -c \w+)? --project (?<project>[\w./]+)(?: -c \w+)?(?: --(?= )|$)")]
    private static partial Regex DotnetRun();
}

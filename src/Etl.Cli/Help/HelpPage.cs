using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Etl.Cli.Screen;
using Etl.Jobs.Options;

namespace Etl.Cli.Help;

/// <summary>Prints the help of a command: what it does, examples first, then commands or options under headings.</summary>
sealed class HelpPage(Terminal terminal) : SynchronousCommandLineAction
{
    const string OtherHeading = "Other";
    const int TextColumn = 28;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    /// <summary>Prints the page of a command.</summary>
    public void Write(Command command)
    {
        WriteWrapped(command.Description ?? "", 0);
        if (command is EtlCommand { Remarks: { Length: > 0 } remarks })
        {
            Line();
            WriteWrapped(remarks, 0);
        }
        Line();
        Line("Usage: " + Usage(command));
        if (command is EtlCommand { Examples: { Count: > 0 } examples })
        {
            Line();
            Line("Examples:");
            foreach (var (line, comment) in examples)
            {
                WriteWrapped("# " + comment, 2);
                Line("  " + line);
            }
        }
        WriteCommands(command);
        WriteArguments(command);
        WriteOptions(command);
    }

    static string Usage(Command command)
    {
        var path = Path(command);
        var arguments = string.Concat(command.Arguments.Select(argument => " " + Placeholder(argument)));
        return command.Subcommands.Count > 0 ? $"{path} COMMAND [options]" : $"{path}{arguments} [options]";
    }

    static string Placeholder(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name.ToUpperInvariant();
        var many = argument.Arity.MaximumNumberOfValues > 1 ? "..." : "";
        return argument.Arity.MinimumNumberOfValues == 0 && argument.Name != "input" ? $"[{name}{many}]" : name + many;
    }

    static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "etl" : $"{Path(parent)} {command.Name}";
    }

    void WriteCommands(Command command)
    {
        if (command.Subcommands.Count == 0)
        {
            return;
        }
        Line();
        Line("Commands:");
        foreach (var child in command.Subcommands.Where(child => !child.Hidden))
        {
            WriteEntry(child.Name, child.Description ?? "");
        }
    }

    void WriteArguments(Command command)
    {
        if (command.Arguments.Count == 0)
        {
            return;
        }
        Line();
        Line("Arguments:");
        foreach (var argument in command.Arguments)
        {
            WriteEntry(Placeholder(argument), argument.Description ?? "");
        }
    }

    void WriteOptions(Command command)
    {
        var groups = Options(command)
            .GroupBy(option => JobSettings.Find(option.Name.TrimStart('-'))?.Group.ToString() ?? OtherHeading)
            .OrderBy(group => Enum.TryParse<JobSettingGroup>(group.Key, out var known) ? (int)known : int.MaxValue);
        foreach (var group in groups)
        {
            Line();
            Line(group.Key == OtherHeading ? "Options:" : $"{group.Key}:");
            foreach (var option in group)
            {
                WriteEntry(Names(option), option.Description ?? "");
            }
        }
    }

    static IEnumerable<Option> Options(Command command)
    {
        var inherited = command
            .Parents.OfType<Command>()
            .SelectMany(parent => parent.Options)
            .Where(option => option.Recursive);
        return command.Options.Concat(inherited).Where(option => !option.Hidden);
    }

    static string Names(Option option)
    {
        if (option is HelpOption)
        {
            return "--help, -h";
        }
        return option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;
    }

    void WriteEntry(string name, string text)
    {
        var first = "  " + name;
        if (first.Length > TextColumn - 2)
        {
            Line(first);
            first = "";
        }
        WriteWrapped(text, TextColumn, first.PadRight(TextColumn));
    }

    void WriteWrapped(string text, int indent, string? first = null) =>
        WrappedText.Write(text, indent, Math.Clamp(terminal.Width, 60, 110), terminal.Output, first);

    void Line(string text = "") => terminal.Output.WriteLine(text);
}

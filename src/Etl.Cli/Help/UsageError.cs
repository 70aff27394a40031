using System.CommandLine;
using System.CommandLine.Parsing;
using Etl.Core.Diagnostics;
using Etl.Jobs.Stores;

namespace Etl.Cli.Help;

/// <summary>Turns what the parser did not understand into one sentence with the nearest known name.</summary>
static class UsageError
{
    /// <summary>The sentence, and where to read on.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = Path(command);
        var unknown = FindMistakenOption(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault();
        var sentence = unknown is not null
            ? Unknown(command, path, unknown)
            : Missing(command, path, parsed.Errors.Count > 0 ? parsed.Errors[0] : null);
        return $"{WithoutSecrets(sentence, parsed)} Run '{path} --help' for all of them and examples.";
    }

    /// <summary>Whatever was misplaced may be an address with a password in it.</summary>
    static string WithoutSecrets(string sentence, ParseResult parsed) =>
        parsed
            .Tokens.Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .Where(token => token.Length > 0)
            .Aggregate(
                sentence,
                (text, token) => text.Replace(token, TargetText.Shown(token), StringComparison.Ordinal)
            );

    /// <summary>An argument that looks like an option: the parser takes it for a file name, the user surely did not mean one.</summary>
    public static string? FindMistakenOption(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? null
            : parsed
                .CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(result => result.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(value => value.StartsWith('-') && value.Length > 1);

    static string Unknown(Command command, string path, string token)
    {
        var isOption = token.StartsWith('-') && token.Length > 1;
        var options = command.Options.Select(option => option.Name).Append("--help");
        var names = isOption ? options : command.Subcommands.Select(child => child.Name);
        var what =
            isOption ? "option"
            : command.Subcommands.Count > 0 ? "command"
            : "argument";
        var near = NearestNames.One(token.Split('=')[0], names);
        return what == "argument"
            ? $"'{path}' does not take the argument '{token}'; quote values that hold spaces."
            : $"'{path}' has no {what} '{token}'." + (near is null ? "" : $" Did you mean '{near}'?");
    }

    static string Missing(Command command, string path, ParseError? error)
    {
        if (error?.SymbolResult is OptionResult { Option: var option })
        {
            return $"'{option.Name}' of '{path}' needs one value: {option.Name} {option.HelpName}.";
        }
        return command.Subcommands.Count > 0
            ? $"'{path}' needs one of its commands: {string.Join(", ", command.Subcommands.Select(child => child.Name))}."
            : $"'{path}' was not understood: {error?.Message}";
    }

    static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "etl" : $"{Path(parent)} {command.Name}";
    }
}

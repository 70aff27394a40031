using System.CommandLine;
using System.CommandLine.Parsing;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary>The command line options of one kind of job, made from <see cref="JobSettings"/>, and their values put into <see cref="JobOptions"/>.</summary>
sealed class SettingOptions
{
    readonly List<(JobSetting Setting, Option Option)> options = [];
    readonly JobKind kind;
    readonly Option<string> jobFile = new("--job")
    {
        HelpName = "FILE",
        Description = "A job file (YAML) that holds any of these options by name; the command line wins.",
    };

    /// <summary>Gives a command the options of a kind of job.</summary>
    /// <param name="command">The command.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="without">Names of options that the command does not take, though the job has them.</param>
    public SettingOptions(Command command, JobKind kind, params string[] without)
    {
        this.kind = kind;
        foreach (var setting in JobSettings.For(kind).ExceptBy(without, setting => setting.Name))
        {
            var option = Make(setting);
            options.Add((setting, option));
            command.Options.Add(option);
        }
        command.Options.Add(jobFile);
    }

    /// <summary>The options of the job: <paramref name="start"/>, then the job file, then the command line.</summary>
    public JobOptions Read(ParseResult parsed, JobOptions start, IReadOnlyList<string> inputs)
    {
        var result = start with { Kind = kind };
        if (parsed.GetValue(jobFile) is { } path)
        {
            result = JobFile.Read(path, result);
        }
        if (result.Kind != kind)
        {
            throw new JobException(
                $"The job file '{parsed.GetValue(jobFile)}' is for 'etl {Name(result.Kind)}'; run 'etl {Name(result.Kind)} --job {parsed.GetValue(jobFile)}' instead."
            );
        }
        if (inputs.Count > 0)
        {
            result = result with { Inputs = inputs };
        }
        foreach (var (setting, option) in options)
        {
            result = Apply(parsed, setting, option, result);
        }
        return result;
    }

    static string Name(JobKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The options with what the command line gives one of them.</summary>
    internal static JobOptions Apply(ParseResult parsed, JobSetting setting, Option option, JobOptions options) =>
        parsed.GetResult(option) is { Implicit: false } found
            ? setting.Apply(options, Values(setting, found))
            : options;

    static List<string> Values(JobSetting setting, OptionResult found)
    {
        var values = found.Tokens.Select(token => token.Value).ToList();
        return values.Count == 0 && setting.IsSwitch ? ["true"] : values;
    }

    /// <summary>The option of a setting.</summary>
    internal static Option Make(JobSetting setting)
    {
        var name = "--" + setting.Name;
        Option option = setting switch
        {
            { IsSwitch: true } => new Option<bool>(name),
            { IsList: true } => new Option<string[]>(name) { Arity = ArgumentArity.OneOrMore },
            _ => new Option<string>(name) { Arity = ArgumentArity.ExactlyOne },
        };
        option.Description = setting.Description;
        option.HelpName = setting.ValueName;
        option.CompletionSources.Clear();
        foreach (var choice in setting.Choices)
        {
            option.CompletionSources.Add(_ => [new System.CommandLine.Completions.CompletionItem(choice)]);
        }
        return option;
    }
}

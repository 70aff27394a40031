using System.CommandLine;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary>The command line of <c>etl explain</c>: values, and the options of jobs about how values are cleaned.</summary>
sealed class ExplainRequest
{
    /// <summary>A job must have an input; here the values are it.</summary>
    const string NoInput = "values";

    readonly List<(Option<string[]> Option, string Field)> kinds = [];
    readonly List<(JobSetting Setting, Option Option)> settings = [];
    readonly Option<string[]> any = new("--value")
    {
        HelpName = "FIELD=VALUE",
        Description = "A value of any field; may be repeated.",
    };
    readonly Option<string> encoding = new("--encoding")
    {
        HelpName = "FILE",
        Description = "Says which encoding a file is in, and what else it may be.",
    };
    readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    public ExplainRequest(
        Command command,
        IEnumerable<(string Option, string Field, string Description)> kinds,
        IReadOnlyList<string> without
    )
    {
        foreach (var (name, field, description) in kinds)
        {
            var option = new Option<string[]>(name) { HelpName = "TEXT", Description = description };
            this.kinds.Add((option, field));
            command.Options.Add(option);
        }
        command.Options.Add(any);
        foreach (var setting in JobSettings.For(JobKind.Preview).Where(setting => IsAboutValues(setting, without)))
        {
            var option = SettingOptions.Make(setting);
            settings.Add((setting, option));
            command.Options.Add(option);
        }
        command.Options.Add(encoding);
        command.Options.Add(json);
    }

    /// <summary>True for JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>The file whose encoding is asked for, or null.</summary>
    public string? EncodingFile(ParseResult parsed) => parsed.GetValue(encoding);

    /// <summary>Fields and their values; each field once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values(ParseResult parsed)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var text in parsed.GetValue(any) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new JobException(
                    $"--value was given '{text}'; expected FIELD=VALUE, for example --value city=Köln."
                );
            }
            values.Add(KeyValuePair.Create(text[..at], text[(at + 1)..]));
        }
        foreach (var (option, field) in kinds)
        {
            values.AddRange((parsed.GetValue(option) ?? []).Select(text => KeyValuePair.Create(field, text)));
        }
        if (
            values.GroupBy(value => value.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is
            { } twice
        )
        {
            throw new JobException(
                $"The field {twice.Key} was given {twice.Count()} values, and a record has one; ask for one at a time."
            );
        }
        return values;
    }

    /// <summary>How values are cleaned.</summary>
    public JobOptions Options(ParseResult parsed)
    {
        var options = new JobOptions { Kind = JobKind.Preview, Inputs = [NoInput] };
        foreach (var (setting, option) in settings)
        {
            options = SettingOptions.Apply(parsed, setting, option, options);
        }
        return options;
    }

    static bool IsAboutValues(JobSetting setting, IReadOnlyList<string> without) =>
        setting.Group == JobSettingGroup.Cleaning && !without.Contains(setting.Name);
}

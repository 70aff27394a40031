using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Stores;
using Etl.Jobs.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Etl.Jobs.Options;

/// <summary>
/// A job as YAML: <c>command</c>, <c>inputs</c> and any option by its name. Scalars are taken as the text that stands there, so
/// a phone or a postal code loses no zero. An unknown name is refused with file, line and the nearest known one.
/// </summary>
public static class JobFile
{
    const string CommandKey = "command";
    const string InputsKey = "inputs";

    /// <summary>Applies a file on top of <paramref name="options"/>.</summary>
    public static JobOptions Read(string path, JobOptions options)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                $"The job file '{path}' cannot be read ({exception.Message.TrimEnd('.')}); name an existing YAML file with --job FILE.",
                exception
            );
        }
    }

    /// <summary>Applies YAML text on top of <paramref name="options"/>; <paramref name="name"/> is what messages call it.</summary>
    public static JobOptions Parse(string yaml, string name, JobOptions options)
    {
        YamlNode? node;
        try
        {
            node = YamlText.Root(yaml);
        }
        catch (YamlException exception)
        {
            throw new JobException(
                $"{YamlText.At(name, exception.Start)}: this is not valid YAML ({exception.Message.TrimEnd('.')}); write one 'option: value' per line, for example 'country: US'.",
                exception
            );
        }
        if (node is null)
        {
            return options;
        }
        if (node is not YamlMappingNode root)
        {
            throw new JobException($"{name}:1: a job file holds 'option: value' lines, for example 'country: US'.");
        }
        foreach (var (key, value) in root.Children)
        {
            options = Apply(options, key, value, name);
        }
        return options;
    }

    /// <summary>The options that a job of a store's ledger was entered with.</summary>
    public static JobOptions OfJob(JobEntry job) => Parse(job.Start.OptionsYaml, "the ledger", new JobOptions());

    /// <summary>
    /// Writes options as YAML; what is at its default is left out, and passwords are. <see cref="Parse"/> reads the same options
    /// back.
    /// </summary>
    public static string Write(JobOptions options)
    {
        var root = new YamlMappingNode { { CommandKey, SettingValue.ChoiceName(options.Kind) } };
        if (options.Inputs.Count > 0)
        {
            root.Add(InputsKey, new YamlSequenceNode(options.Inputs.Select(TargetText.Shown).Select(YamlText.Scalar)));
        }
        foreach (var setting in JobSettings.All)
        {
            var values = setting.Written(options);
            if (values.Count > 0)
            {
                root.Add(
                    setting.Name,
                    setting.IsList ? new YamlSequenceNode(values.Select(YamlText.Scalar)) : YamlText.Scalar(values[0])
                );
            }
        }
        return YamlText.Write(root);
    }

    static JobOptions Apply(JobOptions options, YamlNode keyNode, YamlNode valueNode, string name)
    {
        var where = YamlText.At(name, keyNode.Start);
        var key = keyNode is YamlScalarNode { Value: { } text }
            ? text
            : throw new JobException($"{where}: expected the name of an option, for example 'country: US'.");
        var values = Values(valueNode, key, where);
        if (key.Equals(InputsKey, StringComparison.OrdinalIgnoreCase))
        {
            return options with { Inputs = values };
        }
        try
        {
            if (key.Equals(CommandKey, StringComparison.OrdinalIgnoreCase))
            {
                return options with { Kind = SettingValue.Choice<JobKind>(CommandKey, values[^1]) };
            }
            var setting = JobSettings.Find(key) ?? throw new JobException(Unknown(key));
            return values.Count == 1 || setting.IsList
                ? setting.Apply(options, values)
                : throw new JobException($"'{key}' takes one value and was given {values.Count}.");
        }
        catch (JobException exception)
        {
            throw new JobException($"{where}: {exception.Message}", exception);
        }
    }

    static string Unknown(string key)
    {
        var names = JobSettings.All.Select(setting => setting.Name).Append(InputsKey).Append(CommandKey);
        return NearestNames.One(key, names) is { } near
            ? $"there is no option '{key}'; did you mean '{near}'?"
            : $"there is no option '{key}'; the options are those that 'etl import --help' and 'etl clean --help' list, without the dashes.";
    }

    // A value is a scalar, a list of scalars, or (for set and default) a mapping of scalars.
    static List<string> Values(YamlNode node, string key, string where)
    {
        List<string> values = node switch
        {
            YamlScalarNode scalar => [scalar.Value ?? ""],
            YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")],
            YamlMappingNode pairs => [.. pairs.Children.Where(IsScalarPair).Select(pair => $"{pair.Key}={pair.Value}")],
            _ => [],
        };
        var expected =
            node is YamlMappingNode mapping ? mapping.Children.Count
            : node is YamlSequenceNode sequence ? sequence.Children.Count
            : 1;
        return values.Count == expected && expected > 0
            ? values
            : throw new JobException(
                $"{where}: '{key}' needs a value, a list of values or, for set and default, lines of 'name: value'."
            );
    }

    static bool IsScalarPair(KeyValuePair<YamlNode, YamlNode> pair) =>
        pair is { Key: YamlScalarNode, Value: YamlScalarNode };
}

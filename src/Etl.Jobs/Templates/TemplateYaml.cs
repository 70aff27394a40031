using System.Globalization;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Jobs.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Etl.Jobs.Templates;

/// <summary>
/// A template as its file holds it: <c>version</c>, <c>name</c>, <c>headers</c> (a list), <c>columns</c> (header: field, nothing for
/// a column that is left out) and <c>options</c> (name: value).
/// </summary>
static class TemplateYaml
{
    /// <summary>Version of this shape; files with a higher one are refused.</summary>
    const int CurrentVersion = 1;

    const string VersionKey = "version";
    const string NameKey = "name";
    const string HeadersKey = "headers";
    const string ColumnsKey = "columns";
    const string OptionsKey = "options";

    static readonly string[] keys = [VersionKey, NameKey, HeadersKey, ColumnsKey, OptionsKey];

    /// <summary>The template's text.</summary>
    public static string Write(MappingTemplate template) =>
        YamlText.Write(
            new YamlMappingNode
            {
                { VersionKey, YamlText.Scalar($"{CurrentVersion}") },
                { NameKey, YamlText.Scalar(template.Name) },
                { HeadersKey, new YamlSequenceNode(template.Headers.Select(YamlText.Scalar)) },
                { ColumnsKey, Pairs(template.Columns) },
                { OptionsKey, Pairs(template.Options) },
            }
        );

    /// <summary>The template in a file's text.</summary>
    /// <exception cref="JobException">It is not a template; says the path, the line and what was expected.</exception>
    public static MappingTemplate Read(string text, string path)
    {
        var entries = Entries(text, path);
        if (Version(entries, path) > CurrentVersion)
        {
            throw new JobException(
                $"The template {path} was made by a newer version of Etl; use that version or save it again with this one."
            );
        }
        var name = entries.TryGetValue(NameKey, out var named) ? Text(named, path) : null;
        var headers = Headers(entries, path);
        if (headers.Count == 0 || !entries.ContainsKey(ColumnsKey))
        {
            throw new JobException(
                $"The template {path} has no \"headers\" and \"columns\"; save it again with etl template save."
            );
        }
        return new MappingTemplate
        {
            Name = string.IsNullOrEmpty(name) ? Path.GetFileNameWithoutExtension(path) : name,
            Headers = headers,
            Columns = Columns(entries, path),
            Options = Map(entries, OptionsKey, path)
                .ToDictionary(pair => pair.Key, pair => pair.Value ?? "", StringComparer.Ordinal),
        };
    }

    static YamlMappingNode Pairs<T>(IReadOnlyDictionary<string, T> pairs)
    {
        var node = new YamlMappingNode();
        foreach (var (key, value) in pairs)
        {
            node.Add(YamlText.Scalar(key), value is string text ? YamlText.Scalar(text) : YamlText.Null());
        }
        return node;
    }

    static Dictionary<string, YamlNode> Entries(string text, string path)
    {
        try
        {
            var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            foreach (var (key, value) in Mapping(YamlText.Root(text), path).Children)
            {
                var name = Text(key, path);
                if (!keys.Contains(name))
                {
                    throw NoTemplate(
                        path,
                        key.Start,
                        $"there is no entry \"{name}\"; known are {string.Join(", ", keys)}"
                    );
                }
                entries.Add(name!, value);
            }
            return entries;
        }
        catch (YamlException error)
        {
            throw new JobException(Sentence(path, error.Start, error.Message.TrimEnd('.')), error);
        }
    }

    static YamlMappingNode Mapping(YamlNode? node, string path) =>
        node switch
        {
            null => [],
            YamlScalarNode scalar when YamlText.IsNull(scalar) => [],
            YamlMappingNode mapping => mapping,
            _ => throw NoTemplate(path, node.Start, "expected lines of 'name: value'"),
        };

    static int Version(Dictionary<string, YamlNode> entries, string path)
    {
        if (!entries.TryGetValue(VersionKey, out var node))
        {
            return CurrentVersion;
        }
        return int.TryParse(Text(node, path), CultureInfo.InvariantCulture, out var version)
            ? version
            : throw NoTemplate(
                path,
                node.Start,
                $"\"{VersionKey}\" is a number, {CurrentVersion} in files of this version"
            );
    }

    static List<string> Headers(Dictionary<string, YamlNode> entries, string path) =>
        entries.TryGetValue(HeadersKey, out var node)
            ? node is YamlSequenceNode list
                ? [.. list.Children.Select(item => Text(item, path) ?? "")]
                : throw NoTemplate(path, node.Start, $"\"{HeadersKey}\" is a list")
            : [];

    static Dictionary<string, string?> Columns(Dictionary<string, YamlNode> entries, string path)
    {
        var columns = Map(entries, ColumnsKey, path);
        foreach (var (header, field) in columns)
        {
            if (field is not null)
            {
                FieldNames.Require(field, $"{path}: the column \"{header}\"");
            }
        }
        return columns;
    }

    static Dictionary<string, string?> Map(Dictionary<string, YamlNode> entries, string key, string path) =>
        entries.TryGetValue(key, out var node)
            ? Mapping(node, path)
                .Children.ToDictionary(
                    pair => Text(pair.Key, path) ?? "",
                    pair => Text(pair.Value, path),
                    StringComparer.Ordinal
                )
            : [];

    static string? Text(YamlNode node, string path) =>
        node is not YamlScalarNode scalar ? throw NoTemplate(path, node.Start, "expected a single value")
        : YamlText.IsNull(scalar) ? null
        : scalar.Value;

    static JobException NoTemplate(string path, Mark mark, string why) => new(Sentence(path, mark, why));

    static string Sentence(string path, Mark mark, string why) =>
        $"{YamlText.At(path, mark)}: this is not a template of Etl ({why}); correct or remove the file.";
}

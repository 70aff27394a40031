using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Etl.Jobs.Yaml;

/// <summary>Texts as YAML, through nodes: a scalar stays the text that stands there, so <c>0123</c> and <c>no</c> are what they say.</summary>
static class YamlText
{
    const string PlainMarks = "_./-= ";

    static readonly string[] nullWords = ["", "~", "null", "Null", "NULL"];

    /// <summary>A text: without quotes where that is plain to see, else in double quotes, which alone keep every character.</summary>
    public static YamlScalarNode Scalar(string text)
    {
        var isPlain =
            text.Length > 0
            && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/')
            && text[^1] != ' '
            && text.All(character =>
                char.IsLetterOrDigit(character) || PlainMarks.Contains(character, StringComparison.Ordinal)
            )
            && !nullWords.Contains(text);
        return new YamlScalarNode(text) { Style = isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };
    }

    /// <summary>Nothing, which is not the empty text.</summary>
    public static YamlScalarNode Null() => new("~") { Style = ScalarStyle.Plain };

    /// <summary>True for what YAML takes as nothing.</summary>
    public static bool IsNull(YamlScalarNode node) =>
        node.Style is not (ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted)
        && nullWords.Contains(node.Value ?? "");

    /// <summary>The document of that root.</summary>
    public static string Write(YamlMappingNode root)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return writer.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The root of the first document; null when there is none.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static YamlNode? Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    /// <summary>Where a node or an error stands: <c>name:line</c>.</summary>
    public static string At(string name, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}:{mark.Line}");
}

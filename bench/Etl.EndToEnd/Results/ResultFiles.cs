using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Etl.EndToEnd.Results;

/// <summary>
/// The results of one processor: <c>PROCESSOR.md</c> for people and <c>PROCESSOR.json</c> for programs. A section is replaced, the others
/// stay; <c>bench/peers/results.mjs</c> writes its sections into the same files in the same way, so change both together.
/// </summary>
static class ResultFiles
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The section as JSON by itself.</summary>
    public static JsonNode ToJson(ResultSection section, Machine machine, DateOnly day) =>
        new JsonObject
        {
            ["machine"] = machine.Line,
            ["day"] = day.ToString("O", CultureInfo.InvariantCulture),
            ["figures"] = JsonSerializer.SerializeToNode(section.Figures, json),
        };

    /// <summary>Puts the section into the processor's files, which are made when they are missing; returns the text's name.</summary>
    public static string Save(string folder, ResultSection section, Machine machine, DateOnly day)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, machine.FileName);
        var text = File.Exists(path + ".md") ? File.ReadAllText(path + ".md") : $"# {machine.Processor}\n";
        var body = $"## {section.Title}\n\n{day:O}, {machine.Line}\n\n{section.Text.Trim()}\n";
        File.WriteAllText(path + ".md", Replace(text, section.Title, body));
        var root = File.Exists(path + ".json") ? JsonNode.Parse(File.ReadAllText(path + ".json"))!.AsObject() : [];
        root[section.Key] = ToJson(section, machine, day);
        File.WriteAllText(path + ".json", root.ToJsonString(json) + "\n");
        return path + ".md";
    }

    /// <summary>The text with one section replaced, or added behind the others.</summary>
    static string Replace(string text, string title, string body)
    {
        const string Mark = "\n## ";
        var start = text.IndexOf($"{Mark}{title}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return $"{text.TrimEnd()}\n\n{body}";
        }
        var next = text.IndexOf(Mark, start + 1, StringComparison.Ordinal);
        return text[..(start + 1)] + body + (next < 0 ? "" : text[next..]);
    }
}

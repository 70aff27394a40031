namespace Etl.Jobs.Templates;

/// <summary>A template as its YAML file holds it.</summary>
sealed class TemplateFile
{
    /// <summary>Version of this shape; files with a higher one are refused.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; set; } = CurrentVersion;

    public string Name { get; set; } = "";

    public List<string> Headers { get; set; } = [];

    public Dictionary<string, string?> Columns { get; set; } = [];

    public Dictionary<string, string> Options { get; set; } = [];
}

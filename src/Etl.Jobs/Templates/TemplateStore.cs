using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Jobs.Templates;

/// <summary>The templates of a folder, one YAML file each, named for the template.</summary>
/// <param name="folder">The folder; it need not exist until the first template is saved.</param>
public sealed class TemplateStore(string folder)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "ETL_TEMPLATES";

    /// <summary>Least share of common headers for a template to be recognised although the header changed.</summary>
    public const double OverlapMin = 0.8;

    const string Extension = ".yaml";
    const int NameLengthMax = 100;

    /// <summary>The folder of the templates.</summary>
    public string Folder { get; } = folder;

    /// <summary>
    /// The store of <c>--templates</c>, else of <c>ETL_TEMPLATES</c>, else <c>etl/templates</c> in the user's configuration folder
    /// (<c>XDG_CONFIG_HOME</c>, else <c>~/.config</c>; on Windows <c>%APPDATA%</c>).
    /// </summary>
    public static TemplateStore Open(string? folder)
    {
        if (!string.IsNullOrEmpty(folder))
        {
            return new TemplateStore(folder);
        }
        return Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? new TemplateStore(named)
            : new TemplateStore(
                Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "etl", "templates")
            );
    }

    /// <summary>All templates by name. A file that is no template stops with a sentence that names it.</summary>
    public IReadOnlyList<MappingTemplate> List() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder, "*" + Extension)
                    .Select(Read)
                    .OrderBy(template => template.Name, StringComparer.OrdinalIgnoreCase),
            ]
            : [];

    /// <summary>The template of that name.</summary>
    /// <exception cref="JobException">There is none.</exception>
    public MappingTemplate Show(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return Read(path);
        }
        var names = List().Select(template => template.Name).ToArray();
        throw new JobException(
            $"There is no template \"{name}\" in {Folder}.{NearestNames.Sentence(name, names)}"
                + (
                    names.Length == 0
                        ? " There are no templates yet; make one with etl template save."
                        : $" The templates are {string.Join(", ", names)}."
                )
        );
    }

    /// <summary>Saves a template under its name, in place of an older one; the file is whole or not there.</summary>
    public void Save(MappingTemplate template)
    {
        var path = PathOf(template.Name);
        var temporary = path + ".tmp";
        try
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(
                temporary,
                TemplateYaml.Write(template),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                $"The template \"{template.Name}\" cannot be saved to {path}: {error.Message} Name another folder with --templates.",
                error
            );
        }
    }

    /// <summary>
    /// The template for a header: the one with the same fingerprint, else the one that has most headers in common, at least 80 %; null when there is none.
    /// </summary>
    public TemplateMatch? Find(IReadOnlyList<string> headers)
    {
        var fingerprint = HeaderFingerprint.Of(headers);
        return List()
            .Select(template => new TemplateMatch(
                template,
                template.Fingerprint == fingerprint
                    ? 1
                    : Math.Min(0.999, HeaderFingerprint.Overlap(template.Headers, headers))
            ))
            .Where(match => match.Overlap >= OverlapMin)
            .MaxBy(match => match.Overlap);
    }

    /// <summary>The template of a mapping as it was made.</summary>
    public static MappingTemplate FromLayout(
        string name,
        BatchLayout layout,
        IReadOnlyDictionary<string, string> options
    )
    {
        var columns = layout.Columns.Where(column => column.SourceIndex >= 0).ToArray();
        return new MappingTemplate
        {
            Name = name,
            Headers = [.. columns.Select(column => column.Header)],
            // What a known format says of its columns is more than one field, so it is left to be found again.
            Columns = columns
                .Where(column => column.MappedBy != MappingSources.Format)
                .ToDictionary(column => column.Header, column => column.Field?.Written, StringComparer.Ordinal),
            Options = options,
        };
    }

    /// <summary>The template as its file holds it.</summary>
    public static string ToYaml(MappingTemplate template) => TemplateYaml.Write(template);

    static MappingTemplate Read(string path)
    {
        try
        {
            return TemplateYaml.Read(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The template {path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Names become file names, so they hold nothing that a path could be made of.</summary>
    string PathOf(string name)
    {
        var isValid =
            name.Length is > 0 and <= NameLengthMax
            && name.Trim() == name
            && name[0] != '.'
            && !name.Any(character =>
                char.IsControl(character) || "/\\:*?\"<>|".Contains(character, StringComparison.Ordinal)
            );
        return isValid
            ? Path.Combine(Folder, name + Extension)
            : throw new JobException(
                $"The template name \"{name}\" cannot be a file name; use letters, digits, spaces, \"-\" and \"_\", for example \"salesforce-weekly\"."
            );
    }
}

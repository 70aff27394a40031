using Etl.Core.Mapping;
using Etl.Jobs.Templates;

namespace Etl.Jobs.Inputs;

/// <summary>Finds the template that <c>--map</c> names: a file, or a saved template.</summary>
static class TemplateFinder
{
    /// <summary>The template; a <see cref="Core.Diagnostics.JobException"/> when there is none.</summary>
    public static MappingTemplate Find(string named, string? folder)
    {
        if (!File.Exists(named))
        {
            return TemplateStore.Open(folder).Show(named);
        }
        var path = Path.GetFullPath(named);
        return new TemplateStore(Path.GetDirectoryName(path)!).Show(Path.GetFileNameWithoutExtension(path));
    }
}

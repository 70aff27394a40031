using Etl.Core.Mapping;

namespace Etl.Jobs.Templates;

/// <summary>A template that was recognised by a file's header.</summary>
/// <param name="Template">The template.</param>
/// <param name="Overlap">Share of headers that both have, 0 to 1; 1 when the fingerprint is the same.</param>
public sealed record TemplateMatch(MappingTemplate Template, double Overlap)
{
    /// <summary>True when the header is the one that the template was made for.</summary>
    public bool IsExact => Overlap >= 1;
}

namespace Etl.Core.Mapping;

/// <summary>A mapping that was saved under a name, to be used again for files with the same header.</summary>
public sealed record MappingTemplate
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The headers that it was made for, in their order.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Field name by header; null when the column is left out on purpose. Headers that are not here are mapped as if there were no template.</summary>
    public required IReadOnlyDictionary<string, string?> Columns { get; init; }

    /// <summary>Further options of the job by their long name without dashes (<c>country: US</c>). Default: none.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The fingerprint of <see cref="Headers"/>.</summary>
    public string Fingerprint => HeaderFingerprint.Of(Headers);
}

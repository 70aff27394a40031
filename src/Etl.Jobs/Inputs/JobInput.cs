using Etl.Core.Mapping;
using Etl.Formats.Csv;
using Etl.Jobs.Templates;

namespace Etl.Jobs.Inputs;

/// <summary>One input of a job, opened and mapped.</summary>
/// <param name="Path">Path of its file as the user wrote it, or <c>-</c>; a database without its password.</param>
/// <param name="Text">The source, which knows how its text is written; null for a database.</param>
/// <param name="Source">The same source with its first records read ahead.</param>
/// <param name="Mapping">What becomes of its columns.</param>
/// <param name="Template">The template that its header was recognised by, or null.</param>
sealed record JobInput(
    string Path,
    CsvSource? Text,
    SampledSource Source,
    HeaderMapping Mapping,
    TemplateMatch? Template
) : IAsyncDisposable
{
    /// <summary>True for an input that may have changed when it is read again.</summary>
    public bool IsDatabase => Text is null;

    /// <summary>True when the input has a header of its own.</summary>
    public bool HasHeader =>
        IsDatabase
        || Source.Description.Headers.Count > 0
            && !Source.Description.Headers[0].Equals("column_1", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

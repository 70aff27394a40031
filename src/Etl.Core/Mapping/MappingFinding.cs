namespace Etl.Core.Mapping;

/// <summary>Something that the user should know about the mapping.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Column">0-based column of the input, −1 for the whole input.</param>
/// <param name="Sentence">One full sentence that says what and what can be done.</param>
public sealed record MappingFinding(MappingFindingKind Kind, int Column, string Sentence);

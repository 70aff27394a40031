namespace Etl.Core.Mapping;

/// <summary>A column that would feed a field by its header's alias.</summary>
/// <param name="Column">0-based column of the input.</param>
/// <param name="Alias">What the header means.</param>
readonly record struct AliasCandidate(int Column, HeaderAlias Alias);

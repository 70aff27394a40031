namespace Etl.Jobs.Inspection;

/// <summary>One change of a value, or a warning about it.</summary>
/// <param name="Code">Name of the code.</param>
/// <param name="Kind"><c>change</c>, <c>warning</c> or <c>reject</c>.</param>
/// <param name="Before">The value before; null when it was empty.</param>
/// <param name="After">The value afterwards; null when it was dropped.</param>
/// <param name="Sentence">What the code means.</param>
public sealed record ValueChange(string Code, string Kind, string? Before, string? After, string Sentence);

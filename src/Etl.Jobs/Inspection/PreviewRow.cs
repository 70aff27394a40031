namespace Etl.Jobs.Inspection;

/// <summary>One record as it would load.</summary>
/// <param name="Record">1-based number in its input.</param>
/// <param name="Outcome"><c>valid</c>, <c>duplicate</c>, <c>rejected</c> or <c>filtered</c>.</param>
/// <param name="Code">Why it would be rejected; null otherwise.</param>
/// <param name="Values">Its cleaned values, in the order of the preview's columns.</param>
/// <param name="IsChanged">For each value, whether cleaning changed it.</param>
public sealed record PreviewRow(
    long Record,
    string Outcome,
    string? Code,
    IReadOnlyList<string> Values,
    IReadOnlyList<bool> IsChanged
);

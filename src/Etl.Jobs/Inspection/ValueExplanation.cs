namespace Etl.Jobs.Inspection;

/// <summary>What cleaning makes of one value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Given">The value; null for a field that parts of another value went into.</param>
/// <param name="Becomes">What is kept; null when it is dropped.</param>
/// <param name="Facts">What is known about the result, in short sentences.</param>
/// <param name="Changes">Each change and warning.</param>
public sealed record ValueExplanation(
    string Field,
    string? Given,
    string? Becomes,
    IReadOnlyList<string> Facts,
    IReadOnlyList<ValueChange> Changes
);

namespace Etl.Core.Contracts;

/// <summary>What a verification found.</summary>
/// <param name="IsConsistent">True when every check held.</param>
/// <param name="Checks">Each check with its expected and found figures, one sentence each.</param>
public sealed record VerifyResult(bool IsConsistent, IReadOnlyList<string> Checks)
{
    /// <summary>
    /// True when some of the contacts that the job inserted were changed or removed since, and nobody can tell which of the two: the
    /// table has no key by which they are found.
    /// </summary>
    public bool LeavesOpen { get; init; }
}

namespace Etl.Core.Contracts;

/// <summary>What a verification found.</summary>
/// <param name="IsConsistent">True when every check held.</param>
/// <param name="Checks">Each check with its expected and found figures, one sentence each.</param>
public sealed record VerifyResult(bool IsConsistent, IReadOnlyList<string> Checks);

namespace Etl.Core.Contracts;

/// <summary>What an undo did.</summary>
/// <param name="Removed">Inserted contacts that were removed.</param>
/// <param name="Restored">Updated contacts that were restored.</param>
/// <param name="LeftIds">Ids of contacts that were left because they changed since (the first 1,000).</param>
/// <param name="Left">How many were left.</param>
public sealed record UndoResult(long Removed, long Restored, IReadOnlyList<long> LeftIds, long Left);

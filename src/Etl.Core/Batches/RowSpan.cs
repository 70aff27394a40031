namespace Etl.Core.Batches;

/// <summary>Where a record's original bytes lie in its block, line end included.</summary>
/// <param name="Offset">Index of the first byte in the block.</param>
/// <param name="Length">Length in bytes with the line end.</param>
public readonly record struct RowSpan(int Offset, int Length);

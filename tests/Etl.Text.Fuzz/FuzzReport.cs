namespace Etl.Text.Fuzz;

/// <summary>What a fuzz run did and found.</summary>
/// <param name="InputCount">Number of inputs.</param>
/// <param name="SplitCount">Number of times an input was read in two blocks, over all kernels.</param>
/// <param name="DifferenceCount">Number of readings that were not what the lexer reads from the whole.</param>
/// <param name="FirstDifference">The first of them in words, or null.</param>
public sealed record FuzzReport(long InputCount, long SplitCount, long DifferenceCount, string? FirstDifference);

using Etl.Core.Contracts;

namespace Etl.Core.Normalization;

/// <summary>One step of cleaning a batch: a column and what cleans it.</summary>
/// <param name="Column">0-based column in the batch's layout.</param>
/// <param name="Normalizer">What cleans it; owned by one worker.</param>
public readonly record struct PlannedNormalizer(int Column, IFieldNormalizer Normalizer);

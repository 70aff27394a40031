namespace Etl.Datasets.Vocabulary;

/// <summary>One of the sixteen places of <see cref="Regions.Places"/>.</summary>
/// <param name="Region">Who lives there.</param>
/// <param name="Ordinal">0-based position among the places of the same region.</param>
/// <param name="Count">How many places the region has.</param>
readonly record struct RegionPlace(Region Region, int Ordinal, int Count);

namespace Etl.Core.Dedupe.Spilling;

/// <summary>Entries of the repeated keys of a partition or of a part of it, ascending by row.</summary>
/// <param name="File">Where they lie.</param>
/// <param name="Offset">Where the first of them begins in the file.</param>
/// <param name="Count">How many they are.</param>
readonly record struct RepeatedKeyRun(TemporaryFile File, long Offset, long Count);

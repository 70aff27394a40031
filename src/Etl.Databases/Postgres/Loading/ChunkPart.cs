namespace Etl.Databases.Postgres.Loading;

/// <summary>A part of a chunk that is written at a time, its new contacts before its merges.</summary>
/// <param name="End">The row behind its last one; it begins where the part before ends.</param>
/// <param name="IsOneByOne">True when its merges have to be done one by one, in the order of the rows.</param>
readonly record struct ChunkPart(int End, bool IsOneByOne);

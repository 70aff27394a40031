namespace Etl.Databases.Sqlite;

/// <summary>A chunk as the ledger knows it.</summary>
readonly record struct ChunkEntry(long Number, ChunkRows Rows);

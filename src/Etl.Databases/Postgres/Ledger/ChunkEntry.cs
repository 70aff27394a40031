namespace Etl.Databases.Postgres.Ledger;

/// <summary>A chunk as the ledger knows it.</summary>
/// <param name="Number">0-based number in its job.</param>
/// <param name="FirstId">First id that it reserved, or null when its keys are no range.</param>
/// <param name="LastId">Last id that it reserved.</param>
/// <param name="Inserted">Rows that it inserted.</param>
/// <param name="Updated">Rows that it updated.</param>
readonly record struct ChunkEntry(int Number, long? FirstId, long? LastId, long Inserted, long Updated);

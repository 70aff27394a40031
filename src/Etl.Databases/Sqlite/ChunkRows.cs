namespace Etl.Databases.Sqlite;

/// <summary>What a chunk did to the contacts: the ids <c>[FirstId, FirstId + Inserted)</c> are its new ones.</summary>
/// <param name="FirstId">Id of its first new contact (or the id it would have had).</param>
/// <param name="Inserted">How many contacts it inserted.</param>
/// <param name="Checksum">
/// What it added to the sum of <see cref="ContactChecksum"/> over all contacts that its job was the last to write, modulo 2⁶⁴.
/// </param>
readonly record struct ChunkRows(long FirstId, long Inserted, ulong Checksum);

namespace Etl.Databases.Postgres.Matching;

/// <summary>Bytes in <see cref="ValueBlocks"/>.</summary>
/// <param name="Block">The block.</param>
/// <param name="Offset">Where they begin there.</param>
/// <param name="Length">How many there are; 0 lies nowhere.</param>
readonly record struct ValuePlace(int Block, int Offset, int Length);

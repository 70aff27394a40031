namespace Etl.Core.Contracts;

/// <summary>The place of a job in a set of jobs that load one input together.</summary>
/// <param name="Set">Name of the set, the same for all its shards.</param>
/// <param name="Shard">Which of them it is.</param>
/// <param name="InputBytes">Size of the input in bytes, the same for all its shards.</param>
public sealed record JobShard(string Set, Shard Shard, long InputBytes);

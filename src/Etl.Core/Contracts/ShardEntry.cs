namespace Etl.Core.Contracts;

/// <summary>How far a shard of a set is.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="JobId">Its job.</param>
/// <param name="State">State of its job.</param>
/// <param name="Last">Its last committed chunk, or null when it has committed none.</param>
public sealed record ShardEntry(int Number, long JobId, JobState State, Checkpoint? Last);

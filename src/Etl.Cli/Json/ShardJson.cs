namespace Etl.Cli.Json;

/// <summary>The part of a set that a job loaded.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Number">Number of the part, from 1.</param>
/// <param name="Count">Parts of the set.</param>
sealed record ShardJson(string Set, int Number, int Count);

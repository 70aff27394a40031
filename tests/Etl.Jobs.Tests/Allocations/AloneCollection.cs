namespace Etl.Jobs.Tests.Allocations;

/// <summary>Tests that run while no other does, because they measure the whole process.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneCollection;

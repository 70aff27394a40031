namespace Etl.Testing;

/// <summary>Where to cut a connection.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">1-based number of its occurrence over all connections, counted from the start or from the cut before.</param>
public sealed record PostgresCut(PostgresStep Step, int Number);

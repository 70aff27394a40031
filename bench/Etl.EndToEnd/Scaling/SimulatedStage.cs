namespace Etl.EndToEnd.Scaling;

/// <summary>A stage of a simulated pipeline.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="PerBatch">How long one of its tasks computes for one batch; the same for every batch.</param>
/// <param name="TaskCount">How many batches it can have at hand at once: 1 for a stage that keeps the order of the input.</param>
sealed record SimulatedStage(string Name, TimeSpan PerBatch, int TaskCount = 1);

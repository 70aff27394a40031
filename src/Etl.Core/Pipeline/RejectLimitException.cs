namespace Etl.Core.Pipeline;

/// <summary>Stops all stages because there were too many rejects; the pipeline turns it into its result.</summary>
sealed class RejectLimitException : Exception;

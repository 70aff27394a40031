using Etl.Testing;

namespace Etl.Trials;

/// <summary>How a disturbed import came to its end.</summary>
/// <param name="Last">Its last run.</param>
/// <param name="Resumed">How often it was resumed.</param>
/// <param name="StartedAgain">How often it was started again, because no job had been entered.</param>
sealed record TrialEnd(ProcessResult Last, int Resumed, int StartedAgain);

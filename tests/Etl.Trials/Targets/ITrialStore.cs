using Etl.Testing;

namespace Etl.Trials.Targets;

/// <summary>A kind of store to import into.</summary>
interface ITrialStore
{
    /// <summary>A new, empty target; what it keeps in files lies in the folder.</summary>
    Task<ITrialTarget> CreateAsync(TempFolder folder, CancellationToken cancellationToken);
}

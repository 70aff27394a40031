using Etl.Testing;

namespace Etl.Trials.Targets;

/// <summary>The embedded store: a new file in the folder.</summary>
sealed class SqliteStoreFile : ITrialStore
{
    public Task<ITrialTarget> CreateAsync(TempFolder folder, CancellationToken cancellationToken) =>
        Task.FromResult<ITrialTarget>(new SqliteTarget(folder.File("contacts.db")));
}

using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Sqlite;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Stores;

/// <summary>Opens the store that a target names.</summary>
public static class StoreOpener
{
    const string SqliteScheme = "sqlite:";

    /// <summary>Opens <c>sqlite:FILE</c> or <c>postgres://…</c>.</summary>
    /// <param name="target">As the user wrote it.</param>
    /// <param name="options">Whether it may be made, and whether it may be changed.</param>
    /// <param name="environment">The clock, and where a password may come from.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<IContactStore> OpenAsync(
        string target,
        StoreOptions options,
        JobEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        if (PostgresAddress.IsPostgres(target))
        {
            var postgres = new PostgresStoreOptions
            {
                CreateIfMissing = options.CreateIfMissing,
                DryRun = options.DryRun,
                ConnectionsAhead = options.ConnectionsAhead,
                Note = options.Note,
            };
            return await PostgresLogin
                .OpenAsync(
                    target,
                    environment,
                    (address, token) => PostgresStore.OpenAsync(address, postgres, environment.Time, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        var settings = new SqliteStoreOptions
        {
            CreateIfMissing = options.CreateIfMissing,
            DryRun = options.DryRun,
            Note = options.Note,
        };
        return await SqliteStore
            .OpenAsync(PathOf(target), settings, environment.Time, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>True when opening a target that may be made makes nothing yet.</summary>
    public static bool OpensWithoutTrace(string target) => PostgresAddress.IsPostgres(target);

    static string PathOf(string target) =>
        target.StartsWith(SqliteScheme, StringComparison.OrdinalIgnoreCase) && target.Length > SqliteScheme.Length
            ? target[SqliteScheme.Length..]
            : throw new JobException(
                $"The store '{TargetText.Shown(target)}' is not understood; expected sqlite:FILE or postgres://USER@HOST/DATABASE?table=NAME, for example --to sqlite:contacts.db (to write a file of contacts, use etl clean --out FILE)."
            );
}

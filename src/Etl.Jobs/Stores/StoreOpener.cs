using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Sqlite;

namespace Etl.Jobs.Stores;

/// <summary>Opens the store that a target names.</summary>
public static class StoreOpener
{
    const string SqliteScheme = "sqlite:";

    /// <summary>Opens <c>sqlite:FILE</c>.</summary>
    /// <param name="target">As the user wrote it.</param>
    /// <param name="options">Whether it may be made, and whether it may be changed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<IContactStore> OpenAsync(
        string target,
        SqliteStoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => await SqliteStore.OpenAsync(PathOf(target), options, time, cancellationToken).ConfigureAwait(false);

    static string PathOf(string target)
    {
        if (target.StartsWith(SqliteScheme, StringComparison.OrdinalIgnoreCase) && target.Length > SqliteScheme.Length)
        {
            return target[SqliteScheme.Length..];
        }
        throw new JobException(
            target.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
                ? $"The store '{WithoutSecrets(target)}' is a PostgreSQL database, which this version cannot use yet; name an embedded store, for example --to sqlite:contacts.db."
                : $"The store '{target}' is not understood; expected sqlite:FILE, for example --to sqlite:contacts.db (to write a file of contacts, use etl clean --out FILE)."
        );
    }

    static string WithoutSecrets(string target) =>
        target.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? "postgres://…" + target[at..] : target;
}

using Etl.Core.Contracts;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Reading;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Inputs;

/// <summary>
/// Inputs that are databases: a table or query of PostgreSQL, or an embedded store. They are read as of one moment, have no text
/// to be written alike, and cannot be gone on with in the middle.
/// </summary>
static class DatabaseInput
{
    const string SqliteScheme = "sqlite:";
    const string QueryName = "query";

    /// <summary>True for an address of PostgreSQL and for <c>sqlite:FILE</c>.</summary>
    public static bool Is(string input) => IsSqlite(input) || PostgresAddress.IsPostgres(input);

    /// <summary>The file of an embedded store, or null.</summary>
    public static string? FileOf(string input) => IsSqlite(input) ? input[SqliteScheme.Length..] : null;

    /// <summary>What the rejects file in the current folder is named for: the table, or the store's file.</summary>
    public static string FileName(string input, string? query)
    {
        if (FileOf(input) is { } file)
        {
            return Path.GetFileName(file);
        }
        var address = PostgresAddress.Parse(input);
        var name = query is null && address.Query is null ? address.Table.ToString() : QueryName;
        var letters = name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_');
        return string.Concat(letters).TrimStart('.');
    }

    /// <summary>Opens it.</summary>
    /// <param name="input">As the user wrote it.</param>
    /// <param name="query">What to read instead of the table, or null.</param>
    /// <param name="environment">Where a password may come from.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async ValueTask<ISource> OpenAsync(
        string input,
        string? query,
        JobEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        if (PostgresAddress.IsPostgres(input))
        {
            return await PostgresLogin
                .OpenAsync(
                    input,
                    environment,
                    (address, token) =>
                        PostgresReader.OpenInputAsync(query is null ? address : address.WithQuery(query), token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        var store = await StoreOpener
            .OpenAsync(input, new StoreOptions { CreateIfMissing = false }, environment, cancellationToken)
            .ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            return await store.OpenSourceAsync(new StoreQuery(null, null), cancellationToken).ConfigureAwait(false);
        }
    }

    static bool IsSqlite(string input) =>
        input.StartsWith(SqliteScheme, StringComparison.OrdinalIgnoreCase) && input.Length > SqliteScheme.Length;
}
